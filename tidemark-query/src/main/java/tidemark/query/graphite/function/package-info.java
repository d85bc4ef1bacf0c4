/**
 * The functions of Graphite's render language, one class each or one per family. Start with {@link
 * tidemark.query.graphite.function.Functions}, the list of them all, and with {@code Scale}, the
 * shortest.
 */
@NullMarked
package tidemark.query.graphite.function;

import org.jspecify.annotations.NullMarked;
