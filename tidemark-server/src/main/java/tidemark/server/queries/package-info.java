/**
 * The queries that run, whichever API they came through, and what one may cost: time, points,
 * memory, a turn. Start with {@link tidemark.server.queries.Queries}.
 */
@NullMarked
package tidemark.server.queries;

import org.jspecify.annotations.NullMarked;
