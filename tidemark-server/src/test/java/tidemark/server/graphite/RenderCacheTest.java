package tidemark.server.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidemark.metrics.Meters;
import tidemark.query.graphite.GraphiteQuery;
import tidemark.query.graphite.GraphiteRequest;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;

class RenderCacheTest {
  private static final Duration TEN = Duration.ofSeconds(10);
  private static final List<String> TARGETS = List.of("a");

  private final RenderCache cache = new RenderCache(100_000, new Meters());

  @Test
  void askersOfTheSameSecondsShareAnAnswer() {
    cache.put(TARGETS, asked(1_000_000), TEN, answer(10));
    assertThat(cache.get(TARGETS, asked(1_000_009), TEN)).isPresent();
    assertThat(cache.get(TARGETS, asked(1_000_010), TEN)).isEmpty();
    assertThat(cache.get(List.of("b"), asked(1_000_000), TEN)).isEmpty();
    assertThat(cache.get(TARGETS, asked(1_000_000), Duration.ofSeconds(20))).isEmpty();
  }

  @Test
  void anAnswerLeavesAfterItsTime() throws InterruptedException {
    Duration one = Duration.ofSeconds(1);
    cache.put(TARGETS, asked(1_000_000), one, answer(10));
    assertThat(cache.get(TARGETS, asked(1_000_000), one)).isPresent();
    Thread.sleep(1100);
    assertThat(cache.get(TARGETS, asked(1_000_000), one)).isEmpty();
  }

  @Test
  void answersThatAreTooLargeAreNotKept() {
    cache.put(TARGETS, asked(1_000_000), TEN, answer(100_000));
    cache.put(List.of("b"), asked(1_000_000), TEN, answer(10));
    for (int i = 0; i < 100 && cache.get(TARGETS, asked(1_000_000), TEN).isPresent(); i++) {
      Thread.onSpinWait(); // it is evicted by another thread
    }
    assertThat(cache.get(TARGETS, asked(1_000_000), TEN)).isEmpty();
  }

  private static GraphiteRequest asked(long now) {
    Need range = new Need(now - 3600, now);
    return new GraphiteRequest(range, Instant.ofEpochSecond(now), ZoneOffset.UTC, 0, Map.of());
  }

  private static GraphiteQuery.Answer answer(int points) {
    return new GraphiteQuery.Answer(
        List.of(GraphiteSeries.of("a", 0, 1, new double[points])), List.of());
  }
}
