package tidemark.query;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.testing.Seeded;

@ExtendWith(Seeded.class)
class DigitsTest {
  private static String put(long number) {
    byte[] bytes = new byte[1 + Digits.LONGEST];
    return new String(bytes, 1, Digits.put(number, bytes, 1) - 1, US_ASCII);
  }

  @Test
  void writesNumbersAsLongDoes(Random random) {
    long power = 1;
    for (int places = 0; places < 19; places++, power *= 10) {
      for (long number : new long[] {power - 1, power, power + 1, power * 2}) {
        assertThat(put(number)).isEqualTo(Long.toString(number));
        assertThat(put(-number)).isEqualTo(Long.toString(-number));
      }
    }
    for (long number : new long[] {0, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE + 1L}) {
      assertThat(put(number)).isEqualTo(Long.toString(number));
    }
    for (int i = 0; i < 100_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      assertThat(put(number)).isEqualTo(Long.toString(number));
    }
  }

  @Test
  void padsWithZeros() {
    byte[] bytes = new byte[6];
    for (int number : new int[] {0, 1, 99, 100, 12_345, 999_999}) {
      assertThat(Digits.padded(number, 6, bytes, 0)).isEqualTo(6);
      assertThat(new String(bytes, US_ASCII)).isEqualTo("%06d".formatted(number));
    }
  }
}
