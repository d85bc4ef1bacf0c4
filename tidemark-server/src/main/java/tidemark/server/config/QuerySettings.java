package tidemark.server.config;

import java.time.Duration;
import java.util.List;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.config.ConfigType;

/**
 * Section {@code query}: how much one question may cost.
 *
 * @param timeout after which a read ends with an error
 * @param concurrency how many reads run at once
 * @param patience how long another one waits for its turn
 */
public record QuerySettings(
    int maxSeries, long maxPoints, Duration timeout, int concurrency, Duration patience) {
  private static final ConfigKey<Integer> MAX_SERIES =
      new ConfigKey<>(
          "max-series",
          ConfigType.integer(1, Integer.MAX_VALUE - 1),
          "50000",
          "Most series that one path or tag expression of a Graphite target may select; more is an error.");
  private static final ConfigKey<Integer> MAX_POINTS =
      new ConfigKey<>(
          "max-points",
          ConfigType.integer(1, Integer.MAX_VALUE - 1),
          "50000000",
          "Most points that one query may read; one that needs more is an error.");
  private static final ConfigKey<Duration> TIMEOUT =
      new ConfigKey<>(
          "timeout",
          ConfigType.DURATION,
          "60s",
          "How long one target or sub-query may read; then the query ends with an error.");
  private static final ConfigKey<Integer> CONCURRENCY =
      new ConfigKey<>(
          "concurrency",
          ConfigType.integer(1, 10_000),
          "32",
          "How many targets or sub-queries read at once; others wait for their turn.");
  private static final ConfigKey<Duration> WAIT =
      new ConfigKey<>(
          "wait",
          ConfigType.DURATION,
          "10s",
          "How long one waits for its turn before the query is answered with 503.");

  static final List<ConfigKey<?>> KEYS =
      List.of(MAX_SERIES, MAX_POINTS, TIMEOUT, CONCURRENCY, WAIT);

  static QuerySettings of(ConfigNode section) {
    return new QuerySettings(
        section.get(MAX_SERIES),
        section.get(MAX_POINTS),
        section.get(TIMEOUT),
        section.get(CONCURRENCY),
        section.get(WAIT));
  }
}
