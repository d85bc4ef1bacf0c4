/**
 * How columns of points become bytes and come back. Decoders trust nothing: bytes that make no
 * sense are a StorageException with reason CORRUPT, never an overrun. Start with {@link
 * tidemark.storage.local.codec.Columns}; the bytes are drawn in docs/formats/block.md.
 */
@NullMarked
package tidemark.storage.local.codec;

import org.jspecify.annotations.NullMarked;
