/**
 * What the tests of all modules share: the contract every storage keeps, chance that can be
 * repeated and recordings of real programs. Start with {@link tidemark.testing.StorageContract};
 * the fake storage is the real MemoryStorage of tidemark-storage.
 */
@NullMarked
package tidemark.testing;

import org.jspecify.annotations.NullMarked;
