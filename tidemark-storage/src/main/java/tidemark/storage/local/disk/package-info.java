/**
 * The files under the local engine, as few operations as it needs, so that tests can put a disk
 * there that fails, tears writes and loses power. Start with {@link
 * tidemark.storage.local.disk.Disk}.
 */
@NullMarked
package tidemark.storage.local.disk;

import org.jspecify.annotations.NullMarked;
