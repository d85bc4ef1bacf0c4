/**
 * The engine that keeps points in memory and nothing on disk: for trying things out, for short
 * memories and for every test that needs a storage. Start with {@link
 * tidemark.storage.memory.MemoryStorage}.
 */
@NullMarked
package tidemark.storage.memory;

import org.jspecify.annotations.NullMarked;
