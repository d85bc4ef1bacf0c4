package tidemark.storage.local.codec;

import java.util.Random;
import java.util.function.LongSupplier;

/** Kinds of columns of 64-bit values that codecs must give back bit for bit. */
public enum Columns64 {
  ANY_BITS,
  SMALL,
  COUNTER,
  /** A counter that starts anew now and then. */
  RESTARTED,
  TWO_DIGITS,
  /** Steps of a normal distribution. */
  CROWDED,
  SEVENTEEN_DIGITS,
  /** A walk in steps of a normal distribution, all bits of each value used. */
  FULL_DOUBLES,
  RARELY_CHANGING,
  ODD_DOUBLES,
  FLOATS,
  ENDS;

  private static final double[] ODD = {
    -0.0,
    0.0,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    1L << 53,
    (1L << 53) - 1,
    0.1 + 0.2
  };
  private static final long[] AT_THE_ENDS = {
    Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1, (1L << 53) + 1, Long.MIN_VALUE + 1
  };

  /** Values as integers. */
  public long[] integers(Random random, int n) {
    return fill(n, integer(random));
  }

  /** Values as doubles' bits. */
  public long[] doubles(Random random, int n) {
    return fill(n, bits(random));
  }

  private static long[] fill(int n, LongSupplier next) {
    long[] values = new long[n];
    for (int i = 0; i < n; i++) {
      values[i] = next.getAsLong();
    }
    return values;
  }

  private LongSupplier integer(Random random) {
    long[] state = {random.nextInt()};
    return switch (this) {
      case COUNTER -> () -> state[0] += random.nextInt(20_000);
      case RARELY_CHANGING ->
          () -> random.nextInt(100) == 0 ? state[0] = random.nextLong() : state[0];
      case RESTARTED -> () -> state[0] = restarted(random, state[0]);
      case CROWDED -> () -> state[0] += Math.round(random.nextGaussian() * 40);
      case SMALL, TWO_DIGITS, SEVENTEEN_DIGITS, FULL_DOUBLES, FLOATS -> () -> random.nextInt(1000);
      case ENDS, ODD_DOUBLES -> () -> AT_THE_ENDS[random.nextInt(AT_THE_ENDS.length)];
      case ANY_BITS -> random::nextLong;
    };
  }

  private LongSupplier bits(Random random) {
    long[] state = {random.nextInt(10_000)};
    double[] walk = {1000};
    return switch (this) {
      case ANY_BITS -> random::nextLong;
      case SMALL -> () -> bits(random.nextInt(100));
      case COUNTER -> () -> bits(state[0] += random.nextInt(20_000));
      case RESTARTED -> () -> bits(state[0] = restarted(random, state[0]));
      case TWO_DIGITS -> () -> bits((state[0] += random.nextInt(201) - 100) / 100.0);
      case CROWDED -> () -> bits((state[0] += Math.round(random.nextGaussian() * 40)) / 100.0);
      case SEVENTEEN_DIGITS -> () -> bits(random.nextDouble());
      case FULL_DOUBLES -> () -> bits(walk[0] += random.nextGaussian());
      case RARELY_CHANGING ->
          () -> bits((random.nextInt(50) == 0 ? state[0] = random.nextInt(1000) : state[0]) / 10.0);
      case ODD_DOUBLES ->
          () -> bits(random.nextBoolean() ? random.nextInt(9) : ODD[random.nextInt(ODD.length)]);
      case FLOATS -> () -> bits(random.nextFloat());
      case ENDS -> () -> bits(AT_THE_ENDS[random.nextInt(AT_THE_ENDS.length)]);
    };
  }

  private static long restarted(Random random, long value) {
    return random.nextInt(1000) == 0 ? random.nextInt() : value + random.nextInt(20_000);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}
