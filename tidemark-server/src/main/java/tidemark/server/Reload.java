package tidemark.server;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.model.InvalidInputException;
import tidemark.retention.NameLists;
import tidemark.retention.Retentions;
import tidemark.retention.Roundings;
import tidemark.server.config.Settings;

/**
 * What SIGHUP does to a running server: the configuration, storage-schemas.conf,
 * storage-aggregation.conf and the file of roundings are read again, and what can change while it
 * runs takes effect. All or nothing: if anything in them is wrong, one line says file, line and
 * what, and everything stays as it was. Keys that only a start can change are named. Thread-safe.
 */
final class Reload {
  private static final Logger LOG = LoggerFactory.getLogger(Tidemark.class);

  /** What {@link #apply} replaces; every other key waits for the next start. */
  private static final List<String> KEYS =
      List.of(
          "limits.blacklist",
          "limits.max-line",
          "limits.max-pickle",
          "limits.max-tags",
          "limits.new-series",
          "limits.patience",
          "limits.whitelist",
          "storage.aggregation",
          "storage.local.max-series",
          "storage.rounding",
          "storage.schemas");

  private final Supplier<Settings> source;
  private final Settings started;
  private final Replaceable replaceable;
  private Settings inForce;

  /**
   * Reloads of a server.
   *
   * @param source reads the configuration
   * @param started what the server was started with
   */
  Reload(Supplier<Settings> source, Settings started, Replaceable replaceable) {
    this.source = source;
    this.started = started;
    this.inForce = started;
    this.replaceable = replaceable;
  }

  synchronized void run() {
    try {
      Settings next = source.get();
      Retentions rules = next.storage().retentions(warning -> LOG.warn("{}", warning));
      Roundings roundings = next.storage().roundings();
      NameLists lists = next.limits().lists().read(warning -> LOG.warn("{}", warning));
      int maxSeries = Tidemark.maxSeries(next);
      if (maxSeries > replaceable.tableSize()) {
        throw new InvalidInputException(
            "storage.local.max-series "
                + maxSeries
                + ": more than "
                + replaceable.tableSize()
                + " need a restart");
      }
      apply(next, rules, maxSeries);
      replaceable.roundings().set(roundings);
      replaceable.lists().replace(lists);
      inForce = next;
    } catch (InvalidInputException e) {
      String problems = String.join("; ", String.valueOf(e.getMessage()).lines().toList());
      LOG.warn("not reloaded, all stays as it was: {}", problems);
    }
  }

  private void apply(Settings next, Retentions rules, int maxSeries) {
    boolean sameRules = rules.fingerprint().equals(replaceable.retentions().fingerprint());
    if (!sameRules) {
      replaceable.retentions().replace(rules);
    }
    replaceable.doors().set(next.limits().doors(started.storage().maxFuture()));
    replaceable.watch().ifPresent(watch -> watch.limits(maxSeries, next.limits().newSeries()));
    List<String> later = changed(started, next).filter(key -> !KEYS.contains(key)).toList();
    if (!later.isEmpty()) {
      LOG.warn("changed keys that hold from the next start: {}", String.join(", ", later));
    }
    List<String> now = changed(inForce, next).filter(KEYS::contains).toList();
    LOG.info(
        "reloaded: {}, {}",
        sameRules ? "the retention rules are the same" : "the retention rules have changed",
        now.isEmpty() ? "no key has changed" : "changed keys: " + String.join(", ", now));
  }

  private static Stream<String> changed(Settings from, Settings to) {
    return Settings.SCHEMA.keys().stream()
        .filter(key -> !text(from, key).equals(text(to, key)))
        .map(ConfigKey::name);
  }

  private static String text(Settings settings, ConfigKey<?> key) {
    return settings.node().value(key).map(ConfigNode.Value::text).orElse(key.otherwise());
  }
}
