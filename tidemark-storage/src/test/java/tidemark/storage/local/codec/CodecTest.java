package tidemark.storage.local.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.retention.Precision;
import tidemark.storage.StorageException;
import tidemark.testing.Seeded;

/** Codecs give back what they took, bit for bit, and survive damaged bytes. */
@ExtendWith(Seeded.class)
class CodecTest {
  private static final int KINDS = Columns64.values().length;

  private final LongCodec[] longCodecs = {
    new LongCodec(Effort.FAST), new LongCodec(Effort.SMALLEST)
  };
  private final ValueCodec[] valueCodecs = {
    new ValueCodec(Effort.FAST), new ValueCodec(Effort.SMALLEST)
  };

  @Test
  void integersComeBack(Random random) {
    for (int round = 0; round < 2000; round++) {
      long[] column = Columns64.values()[round % KINDS].integers(random, length(random));
      scale(column, random);
      ByteOutput out = new ByteOutput(0);
      LongCodec longs = longCodecs[round / KINDS % 2];
      longs.encode(column, 0, column.length, out);
      long[] back = new long[column.length];
      byte[] bytes = Arrays.copyOf(out.array(), out.size() + random.nextInt(2) * 100);
      ByteInput in = new ByteInput().reset(bytes, 0, out.size());
      longs.decode(in, back, column.length);
      assertThat(back).isEqualTo(column);
      assertThat(in.remaining()).isZero();
    }
  }

  /** Columns with a common factor. */
  private static void scale(long[] column, Random random) {
    if (random.nextInt(3) == 0) {
      long factor = random.nextLong(1, 1L << random.nextInt(1, 60));
      Arrays.setAll(column, i -> column[i] * factor);
    }
  }

  private static int length(Random random) {
    return 1 + random.nextInt(random.nextBoolean() ? 5 : random.nextBoolean() ? 300 : 4096);
  }

  @Test
  void valuesComeBackWithTheirMarks(Random random) {
    for (int round = 0; round < 2000; round++) {
      int n = length(random);
      long[] doubles = Columns64.values()[round % KINDS].doubles(random, n);
      long[] integers = Columns64.values()[random.nextInt(KINDS)].integers(random, n);
      int mix = random.nextInt(4); // 0: none is an integer, 1: all
      Columns column = new Columns(n);
      for (int i = 0; i < n; i++) {
        boolean integer = mix == 1 || (mix == 2 && random.nextInt(20) == 0);
        column.add(i, integer ? integers[i] : doubles[i], integer);
      }
      int from = random.nextInt(n);
      ByteOutput out = new ByteOutput(0);
      ValueCodec values = valueCodecs[round / KINDS % 2];
      values.encode(column, from, n, out);
      long[] back = new long[n - from];
      ByteInput in = new ByteInput().reset(out.array(), 0, out.size());
      long[] marks = values.decode(in, back, n - from);
      Columns decoded = Columns.regular(0, 1, back, n - from, marks);
      for (int i = from; i < n; i++) {
        assertThat(decoded.bits(i - from)).isEqualTo(column.bits(i));
        assertThat(decoded.isInteger(i - from)).isEqualTo(column.isInteger(i));
      }
      assertThat(in.remaining()).isZero();
      doublesComeBack(values, in.reset(out.array(), 0, out.size()), decoded);
    }
  }

  /** The short cut for readers who want doubles says the same. */
  private static void doublesComeBack(ValueCodec values, ByteInput in, Columns expected) {
    double[] doubles = new double[expected.size()];
    boolean read = values.decodeDoubles(in, doubles, 0, doubles.length);
    assertThat(read).isEqualTo(!expected.hasIntegers());
    for (int i = 0; read && i < doubles.length; i++) {
      assertThat(Double.doubleToRawLongBits(doubles[i])).isEqualTo(expected.bits(i));
    }
  }

  @Test
  void damagedColumnsAreRefusedOrMeanSomethingElse(Random random) {
    for (int round = 0; round < 20_000; round++) {
      int n = 1 + random.nextInt(400);
      Columns column = new Columns(n);
      long[] bits = Columns64.values()[round % KINDS].doubles(random, n);
      for (int i = 0; i < n; i++) {
        column.add(i, bits[i], false);
      }
      ByteOutput out = new ByteOutput(0);
      ValueCodec values = valueCodecs[round / KINDS % 2];
      values.encode(column, 0, n, out);
      byte[] bytes = Arrays.copyOf(out.array(), 1 + random.nextInt(out.size()));
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        values.decode(new ByteInput().reset(bytes, 0, bytes.length), new long[n], n);
      } catch (StorageException e) {
        assertThat(e.reason()).isEqualTo(StorageException.Reason.CORRUPT);
      }
    }
  }

  /** Bytes a point, so that a change that loses compression is seen. */
  @Test
  void takesFewBytes(Random random) {
    f(random, Columns64.COUNTER, 1.95, 1.83);
    f(random, Columns64.RESTARTED, 2.60, 1.90);
    f(random, Columns64.TWO_DIGITS, 1.05, 0.99);
    f(random, Columns64.CROWDED, 1.20, 0.98);
    f(random, Columns64.RARELY_CHANGING, 0.12, 0.12);
    f(random, Columns64.SEVENTEEN_DIGITS, 8.01, 8.01);
    f(random, Columns64.FULL_DOUBLES, 5.90, 5.70);
  }

  /** VictoriaMetrics, which always rounds, takes 4.8 bytes. */
  @Test
  void fullDoublesOfTwelveDigitsTakeLessRoom(Random random) {
    Columns column = new Columns(4096);
    for (long bits : Columns64.FULL_DOUBLES.doubles(random, 4096)) {
      column.add(column.size(), bits, false);
    }
    column.replaceDoubles(0, column.size(), Precision.digits(12)::round);
    double fast = perPoint(valueCodecs[0], column);
    double smallest = perPoint(valueCodecs[1], column);
    System.out.printf("# walk of 12 digits: %.2f, %.2f bytes a value%n", fast, smallest);
    assertThat(fast).isLessThan(4.5);
    assertThat(smallest).isLessThan(4.3);
  }

  private void f(Random random, Columns64 kind, double fast, double smallest) {
    Columns column = new Columns(4096);
    for (long bits : kind.doubles(random, 4096)) {
      column.add(column.size(), bits, false);
    }
    assertThat(perPoint(valueCodecs[0], column)).as("%s, fast", kind).isLessThan(fast);
    assertThat(perPoint(valueCodecs[1], column)).as("%s, smallest", kind).isLessThan(smallest);
  }

  private static double perPoint(ValueCodec values, Columns column) {
    ByteOutput out = new ByteOutput(0);
    values.encode(column, 0, column.size(), out);
    return out.size() / (double) column.size();
  }
}
