package tidemark.query.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.testing.Seeded;

/** Numbers as Python and C write them. */
@ExtendWith(Seeded.class)
class NumbersTest {
  @Test
  void writesReprLikePython() {
    repr(0, "0.0");
    repr(-0.0, "-0.0");
    repr(5, "5.0");
    repr(0.5, "0.5");
    repr(-0.025, "-0.025");
    repr(0.001, "0.001");
    repr(0.0001, "0.0001");
    repr(0.00001, "1e-05");
    repr(0.000123, "0.000123");
    repr(1.000001, "1.000001");
    repr(12.05, "12.05");
    repr(0.1 + 0.2, "0.30000000000000004");
    repr(1.0 / 3, "0.3333333333333333");
    repr(99999999.999999, "99999999.999999");
    repr(123456789.125, "123456789.125");
    repr(1e15, "1000000000000000.0");
    repr(1e16, "1e+16");
    repr(1.5e300, "1.5e+300");
    repr(Double.POSITIVE_INFINITY, "inf");
    repr(Double.NaN, "nan");
  }

  @Test
  void fewDecimalsAreWrittenAsTheShortestThatReadBack(Random random) {
    for (int i = 0; i < 200_000; i++) {
      double unit = Math.pow(10, random.nextInt(9));
      double value = (random.nextLong(2_000_000_000_000L) - 1_000_000_000_000L) / unit;
      value = random.nextBoolean() ? value : Math.nextUp(value);
      String text = Numbers.repr(value);
      assertThat(Double.parseDouble(text)).isEqualTo(value);
      double size = Math.abs(value);
      if (size >= 1e-3 && size < 1e7) {
        assertThat(text).isEqualTo(Double.toString(value));
      }
    }
  }

  @Test
  void writesSixDigitsLikeC() {
    assertThat(Numbers.g(1e6)).isEqualTo("1e+06");
    assertThat(Numbers.g(1.0 / 3)).isEqualTo("0.333333");
    assertThat(Numbers.g(1e-7)).isEqualTo("1e-07");
    assertThat(Numbers.g(100)).isEqualTo("100");
    assertThat(Numbers.g(-2.50)).isEqualTo("-2.5");
    assertThat(Numbers.d(-2.9)).isEqualTo("-2");
    assertThat(Numbers.d(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
  }

  private static void repr(double value, String text) {
    assertThat(Numbers.repr(value)).isEqualTo(text);
  }
}
