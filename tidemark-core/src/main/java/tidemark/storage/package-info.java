/**
 * What it means to keep series: the interfaces every engine implements and every query and door
 * calls. Start with {@link tidemark.storage.Storage}; StorageContract in tidemark-testing is the
 * definition in tests.
 */
@NullMarked
package tidemark.storage;

import org.jspecify.annotations.NullMarked;
