package tidemark.query.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.testing.Seeded;

/** Numbers as Java prints them, and texts as JSON wants them. */
@ExtendWith(Seeded.class)
class JsonOutTest {
  private static final int NUMBERS = 300_000;

  private static String written(double number) {
    return new JsonOut().value(number).toString();
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.0,
        -0.0,
        1,
        -1,
        0.001,
        0.0009999,
        -0.001,
        9_999_999,
        9_999_999.999,
        1e7,
        1e-300,
        0.1,
        2.5,
        123.045,
        0.000001,
        1234567.654321,
        1234567.6543211,
        1.0000000000000002,
        5e-324,
        Double.MAX_VALUE,
        4503599627370497.5
      })
  void aDoubleIsWrittenAsToStringDoes(double number) {
    assertThat(written(number)).isEqualTo(Double.toString(number));
    assertThat(written(-number)).isEqualTo(Double.toString(-number));
  }

  @Test
  void soAreRandomOnes(Random random) {
    for (int i = 0; i < NUMBERS; i++) {
      double decimal = (double) random.nextLong(100_000_000_000L) / 1_000;
      double number =
          switch (i % 4) {
            case 0 -> decimal / Math.pow(10, random.nextInt(8));
            case 1 -> Math.nextUp(decimal);
            case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(12) - 4);
            default -> Double.longBitsToDouble(random.nextLong());
          };
      if (Double.isFinite(number)) {
        assertThat(written(number)).isEqualTo(Double.toString(number));
      }
    }
  }

  @Test
  void aStreamGetsTheSameInPieces(Random random) {
    var whole = new JsonOut();
    var stream = new ByteArrayOutputStream();
    var pieces = new JsonOut(stream);
    whole.beginArray();
    pieces.beginArray();
    for (int i = 0; i < 20_000; i++) {
      long number = random.nextLong();
      String text = "é\n\"" + i;
      whole.value(number).value(text).value(number / 1e3);
      pieces.value(number).value(text).value(number / 1e3);
    }
    whole.endArray();
    pieces.endArray();
    stream.writeBytes(pieces.toBytes());
    assertThat(stream.size()).isGreaterThan(3 * JsonOut.CHUNK);
    assertThat(stream.toString(StandardCharsets.UTF_8)).isEqualTo(whole.toString());
  }
}
