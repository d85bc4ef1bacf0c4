/**
 * Graphite's HTTP API as graphite-web answers it: render, find, tags, functions
 * (contracts/graphite.md 1). Start with {@link tidemark.server.graphite.GraphiteServices}; what a
 * target means is in {@link tidemark.query.graphite}.
 */
@NullMarked
package tidemark.server.graphite;

import org.jspecify.annotations.NullMarked;
