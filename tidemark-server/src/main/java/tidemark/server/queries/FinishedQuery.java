package tidemark.server.queries;

import java.time.Duration;
import java.time.Instant;

/**
 * A query that is over, as it is remembered if it was slow.
 *
 * @param took from its turn to its answer, or to its end without one
 * @param end {@code answered}, or what went wrong
 */
record FinishedQuery(
    long id,
    String api,
    String text,
    Instant arrived,
    Duration took,
    long points,
    long bytes,
    String end) {}
