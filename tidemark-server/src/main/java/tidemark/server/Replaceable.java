package tidemark.server;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tidemark.ingest.Limits;
import tidemark.retention.ReplaceableRetentions;
import tidemark.retention.Roundings;
import tidemark.server.series.SeriesWatch;

/**
 * What of a running server can be replaced.
 *
 * @param retentions of the engine and of Graphite's queries
 * @param roundings of the engine
 * @param doors limits of the protocols; a connection may keep those that it began with
 * @param lists leave out names
 * @param watch refuses new series; without it nobody does
 * @param tableSize how many series the process can have at all
 */
record Replaceable(
    ReplaceableRetentions retentions,
    AtomicReference<Roundings> roundings,
    AtomicReference<Limits> doors,
    ListedSink lists,
    Optional<SeriesWatch> watch,
    int tableSize) {}
