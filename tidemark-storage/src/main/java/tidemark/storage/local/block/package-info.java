/**
 * Immutable directories of points of one day or more: written once, mapped for reading, dropped as
 * a whole. Start with {@link tidemark.storage.local.block.Block}; the bytes are drawn in
 * docs/formats/block.md.
 */
@NullMarked
package tidemark.storage.local.block;

import org.jspecify.annotations.NullMarked;
