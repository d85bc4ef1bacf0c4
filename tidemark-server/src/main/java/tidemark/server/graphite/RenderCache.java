package tidemark.server.graphite;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tidemark.metrics.Counter;
import tidemark.metrics.Meters;
import tidemark.query.graphite.GraphiteQuery;
import tidemark.query.graphite.GraphiteRequest;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;

/*
 * A dashboard on fifty screens asks the same every few seconds, each at another second. Keyed by the exact time
 * no two would meet, so times are cut to multiples of the time that an answer may be old, as graphite-web cuts
 * them to minutes. Nothing is cached unless the configuration or the request (cacheTimeout) says for how
 * long: by default a point is visible to the next query.
 */
/**
 * Answers of the last seconds, by targets and aligned time; those asked least often leave when the
 * memory is full. Series are immutable, so all askers share them. Thread-safe.
 */
public final class RenderCache {
  private record Key(List<String> targets, GraphiteRequest aligned, Duration timeout) {}

  private record Kept(GraphiteQuery.Answer answer, long bytes) {}

  private final long bytes;
  private final Counter hits;
  private final Counter misses;
  private volatile @Nullable Cache<Key, Kept> answers;

  /**
   * An empty one.
   *
   * @param bytes of values that are kept at most
   */
  public RenderCache(long bytes, Meters meters) {
    this.bytes = bytes;
    this.hits =
        meters.counter("tidemark_render_cache_hits_total", "Render requests answered from memory");
    this.misses =
        meters.counter(
            "tidemark_render_cache_misses_total", "Render requests computed and kept in memory");
    meters.gauge(
        "tidemark_render_cache_bytes", "Memory of kept answers, at most query.cache", this::weight);
  }

  /** Made when the first answer is to be kept: a start must not wait for its classes. */
  private synchronized Cache<Key, Kept> answers() {
    Cache<Key, Kept> made = answers;
    if (made == null) {
      made =
          Caffeine.newBuilder()
              .executor(Runnable::run) // the bound holds when put returns, not some time later
              .maximumWeight(bytes)
              .weigher((Key key, Kept kept) -> (int) Math.min(kept.bytes(), Integer.MAX_VALUE))
              .expireAfter(Expiry.<Key, Kept>creating((key, kept) -> key.timeout()))
              .build();
      answers = made;
    }
    return made;
  }

  private double weight() {
    Cache<Key, Kept> made = answers;
    return made == null ? 0 : made.policy().eviction().orElseThrow().weightedSize().orElse(0);
  }

  /** The answer if it is kept. */
  Optional<GraphiteQuery.Answer> get(
      List<String> targets, GraphiteRequest asked, Duration timeout) {
    Kept kept = answers().getIfPresent(key(targets, asked, timeout));
    (kept == null ? misses : hits).increment();
    return Optional.ofNullable(kept).map(Kept::answer);
  }

  /** Keeps an answer for a time. */
  void put(
      List<String> targets, GraphiteRequest asked, Duration timeout, GraphiteQuery.Answer answer) {
    long weight = 200;
    for (GraphiteSeries series : answer.series()) {
      weight += 500 + 8L * series.size();
    }
    answers().put(key(targets, asked, timeout), new Kept(answer, weight));
  }

  private static Key key(List<String> targets, GraphiteRequest asked, Duration timeout) {
    long seconds = Math.max(1, timeout.toSeconds());
    Need range =
        new Need(aligned(asked.range().from(), seconds), aligned(asked.range().until(), seconds));
    var now = java.time.Instant.ofEpochSecond(aligned(asked.now().getEpochSecond(), seconds));
    return new Key(
        targets,
        new GraphiteRequest(range, now, asked.zone(), asked.xFilesFactor(), asked.variables()),
        timeout);
  }

  private static long aligned(long time, long seconds) {
    return time - Math.floorMod(time, seconds);
  }
}
