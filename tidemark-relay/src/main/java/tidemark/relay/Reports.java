package tidemark.relay;

import java.util.List;
import tidemark.relay.intake.LineIntake;
import tidemark.relay.intake.Making;
import tidemark.relay.language.Cluster;
import tidemark.relay.log.RelayLog;

/**
 * What a relay says about itself: its statistics as lines among the others, or in the log while
 * debugging, and with {@code -S} a line a second. Thread-safe.
 */
final class Reports {
  private final RelaySettings settings;
  private final RelayLog log;
  private final Rates rates = new Rates();
  private boolean debug;

  Reports(RelaySettings settings, RelayLog log) {
    this.settings = settings;
    this.log = log;
    this.debug = settings.debug();
  }

  /** Logs statistics from now on instead of sending them, or the other way round; tells which. */
  synchronized boolean toggleDebug() {
    debug = !debug;
    return debug;
  }

  /**
   * Says what is due.
   *
   * @param to where statistics go; nowhere: through the rules
   */
  synchronized void due(long millis, Statistics statistics, List<Cluster> to, LineIntake rules) {
    if (settings.rates()) {
      rates.due(millis, statistics.values()).forEach(log::message);
    }
    List<String> lines = statistics.due(millis);
    if (debug) {
      lines.forEach(log::message);
    } else if (settings.submits() && !lines.isEmpty()) {
      rules.made((now, out) -> {
        lines.forEach(line -> out.accept(new Making.Made(to, line)));
        return false;
      });
    }
  }
}
