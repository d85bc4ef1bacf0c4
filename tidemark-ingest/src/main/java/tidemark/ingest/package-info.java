/**
 * How points arrive. A {@link tidemark.ingest.Protocol} turns what a client sends into batches for
 * a sink; it knows neither sockets nor storage. {@link tidemark.ingest.Protocols} lists them all:
 * start there, then read {@code tidemark.ingest.graphite.LineParser}. The listeners are in {@code
 * tidemark.ingest.net}.
 */
@NullMarked
package tidemark.ingest;

import org.jspecify.annotations.NullMarked;
