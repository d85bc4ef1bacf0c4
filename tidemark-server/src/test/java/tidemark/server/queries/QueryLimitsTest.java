package tidemark.server.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidemark.config.Size;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.PathPattern;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.storage.Fetch;
import tidemark.storage.memory.MemoryStorage;

/** Three series of ten points each, read within limits. */
class QueryLimitsTest {
  private final MemoryStorage storage = MemoryStorage.create();

  @BeforeEach
  void fill() {
    Batch batch = new Batch(storage.table());
    for (String name : new String[] {"a", "b", "c"}) {
      int id = storage.table().resolve(SeriesKey.of(name));
      for (int i = 0; i < 10; i++) {
        batch.add(id, 1_700_000_000_000L + i, i);
      }
    }
    storage.write(batch);
  }

  @Test
  void aReadWithinItsLimitsIsLeftAlone() {
    assertThatCode(() -> read(limits(30, 10_000))).doesNotThrowAnyException();
  }

  @Test
  void tooManyPointsNameTheKey() {
    assertThatThrownBy(() -> read(limits(29, 10_000)))
        .hasMessageContaining("query.max-points")
        .hasMessageContaining("29");
  }

  @Test
  void aReadThatTakesTooLongNamesTheKey() {
    assertThatThrownBy(() -> limits(30, 50).read(all(), series -> pause(Duration.ofMillis(60))))
        .hasMessageContaining("query.timeout");
  }

  @Test
  void aReadThatGetsNoTurnIsRefusedAndTheNextOneIsNot() throws Exception {
    QueryLimits limits = limits(30, 10_000);
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    Thread first =
        Thread.ofPlatform()
            .start(() ->
                limits.read(
                    all(),
                    series -> {
                      reading.countDown();
                      await(refused);
                    }));
    await(reading);
    assertThatThrownBy(() -> read(limits)).hasMessageContaining("query.concurrency");
    refused.countDown();
    first.join();
    assertThatCode(() -> read(limits)).doesNotThrowAnyException();
  }

  @Test
  void evaluationEndsWithItsTimeToo() {
    try (RunningQuery query = queries(30, 50).begin("graphite", "long")) {
      assertThatThrownBy(() ->
              query.compute(() -> {
                while (true) {
                  query.check();
                }
              }))
          .hasMessageContaining("query.timeout");
    }
  }

  @Test
  void memoryIsCountedPerQuery() {
    Queries queries = queries(30, 10_000);
    try (RunningQuery query = queries.begin("graphite", "large")) {
      query.hold(1 << 20);
      assertThatThrownBy(() -> query.hold(1)).hasMessageContaining("query.max-memory (1MiB)");
    }
    try (RunningQuery another = queries.begin("graphite", "small")) {
      assertThatCode(() -> another.hold(1 << 20)).doesNotThrowAnyException();
    }
  }

  @Test
  void aCancelledQueryEndsAtItsNextLookAndLeavesTheList() {
    Queries queries = queries(30, 10_000);
    try (RunningQuery query = queries.begin("graphite", "any")) {
      assertThat(queries.running()).containsExactly(query);
      assertThat(queries.cancel(query.id())).isTrue();
      assertThatThrownBy(query::check).hasMessage("the query was cancelled");
      assertThat(queries.cancel(query.id() + 1)).isFalse();
    }
    assertThat(queries.running()).isEmpty();
  }

  @Test
  void memoryIsCountedForAllTogether() {
    Queries queries = queries(30, 10_000);
    RunningQuery first = queries.begin("graphite", "one");
    first.hold(1 << 20);
    try (RunningQuery second = queries.begin("graphite", "another")) {
      second.hold(1 << 19);
      assertThatThrownBy(() -> second.hold(1)).hasMessageContaining("query.total-memory (1536KiB)");
    }
    first.close();
    first.close(); // gives back once
    try (RunningQuery third = queries.begin("graphite", "third")) {
      assertThatCode(() -> third.hold(1 << 20)).doesNotThrowAnyException();
    }
  }

  private QueryLimits limits(long points, int millis) {
    return new QueryLimits(storage, queries(points, millis));
  }

  private static Queries queries(long points, int millis) {
    QuerySettings settings =
        new QuerySettings(
            3,
            points,
            new Size(1 << 20),
            new Size(3 << 19),
            Duration.ofMillis(millis),
            Duration.ofMinutes(1),
            1,
            Duration.ofMillis(50),
            new Size(0),
            Duration.ZERO);
    return new Queries(settings, InstantSource.system(), new Meters());
  }

  private static Fetch all() {
    return Fetch.raw(new Selector.Path(PathPattern.parse("*")), TimeRange.ALL, 1_700_000_100_000L);
  }

  private static void read(QueryLimits limits) {
    limits.read(all(), series -> {});
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
