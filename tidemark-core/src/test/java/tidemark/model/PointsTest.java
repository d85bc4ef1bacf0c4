package tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Points on their way in, in a {@link Batch}, and on their way out. */
class PointsTest {
  private static final long BEYOND_DOUBLE = (1L << 53) + 1;

  @Test
  void aBatchKeepsIntegersDigitForDigitBesideDoubles() {
    var table = new SeriesTable(10);
    var batch = new Batch(table);
    for (int round = 0; round < 3; round++) {
      assertThat(batch.isEmpty()).isTrue();
      assertThat(batch.hasIntegers()).isFalse();
      for (int i = 0; i < 5000; i++) {
        if (i % 3 == round) {
          batch.addInteger(i % 7, i, i == 3000 + round ? Long.MIN_VALUE : BEYOND_DOUBLE + i);
        } else {
          batch.add(i % 7, i, i / 2.0);
        }
      }
      assertThat(batch.size()).isEqualTo(5000);
      assertThat(batch.hasIntegers()).isTrue();
      for (int i = 0; i < 5000; i++) {
        assertThat(batch.series(i)).isEqualTo(i % 7);
        assertThat(batch.timestamp(i)).isEqualTo(i);
        assertThat(batch.isInteger(i)).as("round %d point %d", round, i).isEqualTo(i % 3 == round);
        if (batch.isInteger(i)) {
          long exact = i == 3000 + round ? Long.MIN_VALUE : BEYOND_DOUBLE + i;
          assertThat(batch.integer(i)).isEqualTo(exact);
          assertThat(batch.value(i)).isEqualTo((double) exact);
        } else {
          assertThat(batch.value(i)).isEqualTo(i / 2.0);
        }
      }
      batch.clear();
    }
    assertThat(batch.table()).isSameAs(table);
  }

  @Test
  void aBatchWithoutIntegersSaysSo() {
    var batch = new Batch(new SeriesTable(10));
    batch.add(0, 0, 1);
    assertThat(batch.isInteger(0)).isFalse();
    assertThat(batch.hasIntegers()).isFalse();
    for (int i = 0; i < 3000; i++) {
      batch.add(0, i, 1);
    }
    batch.addInteger(0, 0, 1);
    assertThat(batch.isInteger(3000)).isFalse();
    assertThat(batch.isInteger(3001)).isTrue();
  }

  @Test
  void regularPointsCountFromTheirFirst() {
    var which = new BitSet();
    which.set(2);
    double[] values = {9, 8, 7, 6, 5};
    var points = new Points.Regular(1000, 10, values, 1, 4, new Integers(which, null));
    assertThat(points.size()).isEqualTo(3);
    assertThat(points.timestamp(0)).isEqualTo(1000);
    assertThat(points.timestamp(2)).isEqualTo(1020);
    assertThat(points.value(0)).isEqualTo(8);
    assertThat(points.isInteger(0)).isFalse();
    assertThat(points.isInteger(1)).isTrue();
    assertThat(points.integer(1)).isEqualTo(7);
  }

  @Test
  void irregularPointsGiveExactIntegers() {
    var which = new BitSet();
    which.set(1);
    long[] exact = {0, Long.MAX_VALUE, 0};
    var points =
        new Points.Irregular(
            new long[] {1, 5, 0},
            new double[] {1.5, Long.MAX_VALUE, 0},
            2,
            new Integers(which, exact));
    assertThat(points.size()).isEqualTo(2);
    assertThat(points.timestamp(1)).isEqualTo(5);
    assertThat(points.isInteger(0)).isFalse();
    assertThat(points.integer(1)).isEqualTo(Long.MAX_VALUE);
    assertThat(Points.NONE.size()).isZero();
  }

  @Test
  void rangesAreHalfOpen() {
    var range = new TimeRange(10, 20);
    assertThat(range.contains(9)).isFalse();
    assertThat(range.contains(10)).isTrue();
    assertThat(range.contains(19)).isTrue();
    assertThat(range.contains(20)).isFalse();
    assertThat(range.isEmpty()).isFalse();
    assertThat(new TimeRange(10, 10).isEmpty()).isTrue();
    assertThat(TimeRange.ALL.contains(0)).isTrue();
  }
}
