/**
 * What series an engine holds and which of them are meant: the catalog and the selection of the
 * engines that keep their own files. Start with {@link tidemark.storage.index.SeriesIndex}.
 */
@NullMarked
package tidemark.storage.index;

import org.jspecify.annotations.NullMarked;
