package tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts by range, their sum and their percentiles. */
class HistogramTest {
  private static Histogram of(long low, long high, long underflow, long overflow) {
    var buckets = new TreeMap<Histogram.Range, Long>();
    buckets.put(new Histogram.Range(0, 1.75f), low);
    buckets.put(new Histogram.Range(1.75f, 3.5f), high);
    return new Histogram(buckets, underflow, overflow);
  }

  @ParameterizedTest(name = "of 12 and 16 counts the {0}th percentile is {1}")
  @CsvSource({
    "1, 0.875",
    "42, 0.875",
    "43, 2.625",
    "50, 2.625",
    "100, 2.625",
    "0.5, -1",
    "101, -1",
    "NaN, -1"
  })
  void aPercentileIsTheMiddleOfItsRange(double percent, double expected) {
    assertThat(of(12, 16, 5, 5).percentile(percent)).isEqualTo(expected);
  }

  @Test
  void ofNothingItIsZero() {
    assertThat(new Histogram(new TreeMap<>(), 3, 4).percentile(50)).isZero();
    assertThat(of(0, 0, 1, 1).percentile(50)).isZero();
  }

  @Test
  void countsAreAddedRangeByRange() {
    var other = new TreeMap<Histogram.Range, Long>();
    other.put(new Histogram.Range(1.75f, 3.5f), 1L);
    other.put(new Histogram.Range(3.5f, 7), 2L);
    Histogram sum = of(12, 16, 1, 2).plus(new Histogram(other, 10, 20));
    assertThat(sum.buckets().values()).containsExactly(12L, 17L, 2L);
    assertThat(sum.underflow()).isEqualTo(11);
    assertThat(sum.overflow()).isEqualTo(22);
  }
}
