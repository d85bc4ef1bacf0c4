/**
 * Graphite's query language over a {@link tidemark.storage.Storage}: targets are parsed to a tree,
 * the tree is walked once to learn what must be read, the points become series on a regular grid,
 * and functions turn series into series. Start with {@link tidemark.query.graphite.GraphiteQuery};
 * the functions themselves are in {@link tidemark.query.graphite.function}.
 */
@NullMarked
package tidemark.query.graphite;

import org.jspecify.annotations.NullMarked;
