package tidemark.ingest;

import java.time.InstantSource;
import java.util.function.Supplier;
import tidemark.metrics.Meters;
import tidemark.model.SeriesTable;

/**
 * What a protocol is made with.
 *
 * @param inForce the limits of the moment: they may change while the server runs
 */
public record ProtocolContext(
    SeriesTable series, Meters meters, InstantSource clock, Supplier<Limits> inForce, Host host) {
  /** With limits that stay. */
  public ProtocolContext(
      SeriesTable series, Meters meters, InstantSource clock, Limits limits, Host host) {
    this(series, meters, clock, () -> limits, host);
  }

  /** The limits of this moment. */
  public Limits limits() {
    return inForce.get();
  }
}
