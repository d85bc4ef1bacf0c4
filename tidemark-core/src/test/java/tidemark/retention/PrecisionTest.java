package tidemark.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrecisionTest {
  private static final long SEED = Long.getLong("tidemark.seed", 1);
  private static final String REPEAT = "%s with %s (repeat with -Dtidemark.seed=" + SEED + ")";

  private final Random random = new Random(SEED);

  private static void rounds(Precision precision, double value, double kept) {
    assertThat(precision.round(value))
        .as("%s of %s", precision, value)
        .isEqualTo(Double.valueOf(kept));
  }

  @Test
  void keepsTheDigitsItIsToldTo() {
    rounds(Precision.digits(3), 3.14159, 3.14);
    rounds(Precision.digits(3), -0.000314159, -0.000314);
    rounds(Precision.digits(3), 99.96, 100);
    rounds(Precision.digits(3), 123456.7, 123000);
    rounds(Precision.digits(1), 0.25, 0.2);
    rounds(Precision.digits(15), 0.1 + 0.2, 0.3);
    rounds(Precision.digits(12), 1e300 / 3, 3.33333333333e299);
    rounds(Precision.decimals(2), 3.14159, 3.14);
    rounds(Precision.decimals(0), 2.5, 2);
    rounds(Precision.decimals(2), 0.001, 0);
    rounds(Precision.decimals(2), -0.001, -0.0);
    rounds(Precision.decimals(15), 123.456, 123.456);
  }

  @Test
  void leavesWholeNumbersAndWhatIsNoNumber() {
    for (double value :
        new double[] {
          0,
          -0.0,
          7,
          123456789,
          -(double) (1L << 52) - 1,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY
        }) {
      rounds(Precision.digits(1), value, value);
      rounds(Precision.decimals(0), value, value);
    }
  }

  /** The decimal of so many digits that is nearest, ties to even, read back as a double. */
  @Test
  void isWhatPrintingAndReadingBackGives() {
    for (int i = 0; i < 200_000; i++) {
      double value = value();
      int digits = 1 + random.nextInt(Precision.MOST);
      double kept = Precision.digits(digits).round(value);
      BigDecimal exact = new BigDecimal(value);
      BigDecimal expected = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (Double.isInfinite(expected.doubleValue())) {
        assertThat(kept).isEqualTo(value);
      } else if (!isWhole(value)) {
        assertThat(kept).as(REPEAT, value, digits).isEqualTo(expected.doubleValue());
        BigDecimal unit = BigDecimal.ONE.movePointRight(exact.precision() - exact.scale() - digits);
        isNear(value, kept, unit);
      }
      assertThat(Precision.digits(digits).round(kept)).as(REPEAT, value, digits).isEqualTo(kept);
    }
  }

  @Test
  void keepsDecimalsLikewise() {
    for (int i = 0; i < 200_000; i++) {
      double value = value();
      int decimals = random.nextInt(Precision.MOST + 1);
      double kept = Precision.decimals(decimals).round(value);
      isNear(value, kept, BigDecimal.ONE.movePointLeft(decimals));
      assertThat(Precision.decimals(decimals).round(kept))
          .as(REPEAT, value, decimals)
          .isEqualTo(kept);
    }
  }

  private static void isNear(double value, double kept, BigDecimal unit) {
    BigDecimal error = new BigDecimal(value).subtract(new BigDecimal(kept)).abs();
    BigDecimal most = unit.divide(BigDecimal.TWO).add(new BigDecimal(Math.ulp(kept) / 2));
    assertThat(error).as(REPEAT, value, unit).isLessThanOrEqualTo(most);
  }

  private static boolean isWhole(double value) {
    return Math.abs(value) < 1L << 53 && Math.rint(value) == value;
  }

  /** Of any size, often next to a tie or to a power of ten. */
  private double value() {
    double value =
        switch (random.nextInt(5)) {
          case 0 -> random.nextGaussian() * 100;
          case 1 -> random.nextInt(2_000_000) / 2000.0;
          case 2 -> Double.longBitsToDouble(random.nextLong());
          case 3 -> Math.pow(10, random.nextInt(40) - 20);
          default -> (random.nextInt(1000) + 0.5) * Math.pow(10, random.nextInt(30) - 20);
        };
    value = random.nextBoolean() ? value : Math.nextUp(value);
    return Double.isFinite(value) ? value : 1.5;
  }
}
