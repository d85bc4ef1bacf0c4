/**
 * The index of names, {@code names.idx}: what names.log says, in a form that a start takes in
 * without reading each name. Start with {@link tidemark.storage.local.names.IndexWriter}.
 */
@NullMarked
package tidemark.storage.local.names;

import org.jspecify.annotations.NullMarked;
