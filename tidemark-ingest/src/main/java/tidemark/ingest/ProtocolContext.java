package tidemark.ingest;

import java.time.InstantSource;
import tidemark.metrics.Meters;
import tidemark.model.SeriesTable;

/** What a protocol is made with. */
public record ProtocolContext(
    SeriesTable series, Meters meters, InstantSource clock, Limits limits, Host host) {}
