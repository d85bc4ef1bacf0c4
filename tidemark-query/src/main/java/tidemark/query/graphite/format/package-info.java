/**
 * Series as bytes: the formats of {@code /render} (contracts/graphite.md 1.1,
 * contracts/go-carbon.md 4). Start with {@link tidemark.query.graphite.format.RenderFormats}, the
 * list of them.
 */
@NullMarked
package tidemark.query.graphite.format;

import org.jspecify.annotations.NullMarked;
