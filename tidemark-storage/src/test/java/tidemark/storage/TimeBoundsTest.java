package tidemark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.storage.memory.MemoryStorage;
import tidemark.testing.Point;
import tidemark.testing.Selectors;

class TimeBoundsTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final long DAY = 86_400_000;

  private final MemoryStorage inner = MemoryStorage.create();
  private final Meters meters = new Meters();
  private final List<String> complaints = new ArrayList<>();
  private Instant now = Instant.ofEpochMilli(NOW);
  private final Storage storage =
      new TimeBounds(inner, (InstantSource) () -> now, Duration.ofDays(1), meters, complaints::add);

  @Test
  void takesTimesFrom1970ToADayAhead() {
    write(Point.of(0, 1), Point.of(NOW, 2), Point.integer(NOW + DAY, 3));

    assertThat(stored())
        .containsExactly(Point.of(0, 1), Point.of(NOW, 2), Point.integer(NOW + DAY, 3));
    assertThat(refused("before-1970")).isZero();
    assertThat(refused("after-max-future")).isZero();
    assertThat(complaints).isEmpty();
  }

  @Test
  void leavesOutOtherTimesAndKeepsTheRestOfTheBatch() {
    write(
        Point.of(NOW, 1),
        Point.of(-1, 2),
        Point.integer(10, Long.MAX_VALUE),
        Point.of(NOW + DAY + 1, 3),
        Point.of(Long.MAX_VALUE, 4),
        Point.of(20, 5));

    assertThat(stored())
        .containsExactly(Point.integer(10, Long.MAX_VALUE), Point.of(20, 5), Point.of(NOW, 1));
    assertThat(refused("before-1970")).isEqualTo(1);
    assertThat(refused("after-max-future")).isEqualTo(2);
  }

  @Test
  void complainsOncePerReasonAndMinute() {
    for (int i = 0; i < 100; i++) {
      write(Point.of(-5, 1), Point.of(NOW + 2 * DAY, 1));
    }
    assertThat(complaints)
        .containsExactly(
            "refused a point of a at -5 ms since 1970: times start at 1970",
            "refused a point of a at 1700172800000 ms since 1970: it is more than storage.max-future"
                + " (PT24H) ahead of the clock, 2023-11-14T22:13:20Z");

    now = now.plusSeconds(60);
    write(Point.of(-5, 1));
    assertThat(complaints).hasSize(3);
  }

  private void write(Point... points) {
    var batch = new Batch(inner.table());
    for (Point point : points) {
      point.addTo(batch, inner.table().resolve(SeriesKey.of("a")));
    }
    storage.write(batch);
  }

  private List<Point> stored() {
    List<Point> stored = new ArrayList<>();
    inner.read(
        Fetch.raw(Selectors.ALL, TimeRange.ALL, NOW),
        series -> stored.addAll(Point.all(series.points())));
    return stored;
  }

  private double refused(String reason) {
    return meters.counter("tidemark_points_refused_total", "", "reason", reason).value();
  }
}
