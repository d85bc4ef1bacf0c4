/**
 * The durable engine: a log that makes writes survive, a head in memory that shows them at once,
 * and immutable blocks into which the head is sealed. Start with {@link
 * tidemark.storage.local.LocalStorage}; the files are drawn in docs/formats.
 */
@NullMarked
package tidemark.storage.local;

import org.jspecify.annotations.NullMarked;
