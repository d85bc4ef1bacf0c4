package tidemark.server.queries;

import java.time.Duration;
import java.util.List;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.config.ConfigType;
import tidemark.config.Size;

/**
 * Section {@code query}: how much one question may cost.
 *
 * @param timeout after which a query ends with an error
 * @param maxMemory of the values of one query
 * @param totalMemory of the values of all queries together
 * @param slow from which a query is remembered
 * @param concurrency how many queries compute at once
 * @param patience how long another one waits for its turn
 * @param cache memory of answers that are kept
 * @param cacheTime how old an answer may be, 0 to compute each anew
 */
public record QuerySettings(
    int maxSeries,
    long maxPoints,
    Size maxMemory,
    Size totalMemory,
    Duration timeout,
    Duration slow,
    int concurrency,
    Duration patience,
    Size cache,
    Duration cacheTime) {
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
  private static final ConfigKey<Size> MAX_MEMORY =
      new ConfigKey<>(
          "max-memory",
          ConfigType.SIZE,
          "512MiB",
          "Most memory that the values of one Graphite query may take, those in between included.");
  private static final ConfigKey<Size> TOTAL_MEMORY =
      new ConfigKey<>(
          "total-memory",
          ConfigType.SIZE,
          "2GiB",
          "Most memory that the values of all queries together may take, and never more than half of"
              + " the heap; who needs more is answered with 503.");
  private static final ConfigKey<Duration> TIMEOUT =
      new ConfigKey<>(
          "timeout",
          ConfigType.DURATION,
          "60s",
          "How long one query may read and compute; then it ends with an error.");
  private static final ConfigKey<Duration> SLOW =
      new ConfigKey<>(
          "slow",
          ConfigType.DURATION,
          "5s",
          "A query that takes longer is remembered; `tidemark queries` lists the last hundred.");
  private static final ConfigKey<Integer> CONCURRENCY =
      new ConfigKey<>(
          "concurrency",
          ConfigType.integer(1, 10_000),
          "32",
          "How many queries read and compute at once; others wait for their turn.");
  private static final ConfigKey<Duration> WAIT =
      new ConfigKey<>(
          "wait",
          ConfigType.DURATION,
          "10s",
          "How long one waits for its turn before the query is answered with 503.");

  private static final ConfigKey<Size> CACHE =
      new ConfigKey<>(
          "cache", ConfigType.SIZE, "64MiB", "Memory for answers of /render that are kept.");
  private static final ConfigKey<Duration> CACHE_TIME =
      new ConfigKey<>(
          "cache-time",
          ConfigType.DURATION,
          "0s",
          "How long an answer of /render is given again, unless the request says noCache or"
              + " cacheTimeout; 0s computes each anew.");

  /** The keys of the section {@code query}. */
  public static final List<ConfigKey<?>> KEYS =
      List.of(
          MAX_SERIES,
          MAX_POINTS,
          MAX_MEMORY,
          TOTAL_MEMORY,
          TIMEOUT,
          SLOW,
          CONCURRENCY,
          WAIT,
          CACHE,
          CACHE_TIME);

  /** The settings of a section. */
  public static QuerySettings of(ConfigNode section) {
    return new QuerySettings(
        section.get(MAX_SERIES),
        section.get(MAX_POINTS),
        section.get(MAX_MEMORY),
        section.get(TOTAL_MEMORY),
        section.get(TIMEOUT),
        section.get(SLOW),
        section.get(CONCURRENCY),
        section.get(WAIT),
        section.get(CACHE),
        section.get(CACHE_TIME));
  }
}
