/**
 * How many series there may be, and who makes them: the limits at the door and the answer to "who
 * floods me?". Start with {@link tidemark.server.series.SeriesWatch}.
 */
@NullMarked
package tidemark.server.series;

import org.jspecify.annotations.NullMarked;
