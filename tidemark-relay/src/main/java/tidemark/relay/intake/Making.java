package tidemark.relay.intake;

import java.util.List;
import java.util.function.Consumer;
import tidemark.relay.language.Cluster;

/** What makes lines inside the relay: aggregates whose buckets are over, statistics. */
public interface Making {
  /** A line without its end, and where it goes; nowhere: through the rules. */
  record Made(List<Cluster> to, String line) {
    public Made {
      to = List.copyOf(to);
    }
  }

  /**
   * Makes lines.
   *
   * @param now seconds since the epoch
   * @return whether aggregates have changed
   */
  boolean make(long now, Consumer<Made> out);
}
