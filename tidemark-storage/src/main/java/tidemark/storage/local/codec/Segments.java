package tidemark.storage.local.codec;

import java.util.Arrays;

/**
 * Integers in segments, each in the code that takes the least room for it. A segment ends where its
 * range would have to grow more than a new head costs, as when a gauge gets restless, and before
 * and after a value that is far from all others, as at a counter's restart.
 *
 * <pre>
 *   u8 code       0 mini-blocks    1 {@link PhaseIn}    2 {@link Rice}    3 signed varints
 *   varint n      values in the segment, not 0
 *   n values      in the code
 * </pre>
 *
 * <p>Not thread-safe: it owns scratch.
 */
final class Segments {
  private static final int GROUPS = 0;
  private static final int PHASE_IN = 1;
  private static final int RICE = 2;
  private static final int LOOSE = 3;

  /** Of so many values one may be far from the others. */
  private static final int SOME = 64;

  /** What a segment costs beside its values, about, in bits. */
  private static final int HEAD = 56;

  /** A code that is slower to read must save one byte in so many. */
  private static final int WORTH = 50;

  private final MiniBlocks minis;
  private final PhaseIn phaseIn = new PhaseIn();
  private final Rice rice = new Rice();
  private final ByteOutput scratch = new ByteOutput(1 << 12);
  private int[] ends = new int[64];
  private int[] codes = new int[64];
  private int count;
  private long[] sorted = new long[0];
  private long low;
  private long high;

  /** Shares the scratch of mini-blocks. */
  Segments(MiniBlocks minis) {
    this.minis = minis;
  }

  /** Divides values into segments; returns about how many bytes they take. */
  long measure(long[] values, int from, int to) {
    long sum = 0;
    count = 0;
    bound(values, from, to);
    for (int start = from; start < to; start = ends[count - 1]) {
      if (count == ends.length) {
        ends = Arrays.copyOf(ends, 2 * count);
        codes = Arrays.copyOf(codes, 2 * count);
      }
      ends[count] = end(values, start, to);
      sum += 2 + choose(values, start, ends[count]);
      count++;
    }
    return sum;
  }

  /** Finds what all but a few values are between, with room to spare: further is far. */
  private void bound(long[] values, int from, int to) {
    int n = to - from;
    if (sorted.length < n) {
      sorted = new long[Math.max(n, 4096)];
    }
    System.arraycopy(values, from, sorted, 0, n);
    Arrays.sort(sorted, 0, n);
    low = sorted[n / SOME];
    high = sorted[n - 1 - n / SOME];
    long spread = high - low;
    if (spread <= 0) {
      spread = Long.MAX_VALUE; // mostly one value, which mini-blocks are good at
    }
    low = low - spread > low ? Long.MIN_VALUE : low - spread;
    high = high + spread < high ? Long.MAX_VALUE : high + spread;
  }

  private boolean isFar(long value) {
    return value < low || value > high;
  }

  private int end(long[] values, int start, int all) {
    int to = start;
    while (to < all && !isFar(values[to])) {
      to++;
    }
    if (to == start) {
      return start + 1;
    }
    int end = Math.min(to, start + MiniBlocks.SIZE);
    long min = least(values, start, end);
    long max = greatest(values, start, end);
    while (end < to) {
      int next = Math.min(to, end + MiniBlocks.SIZE);
      long least = least(values, end, next);
      long greatest = greatest(values, end, next);
      double apart = bits(end - start, max - min) + bits(next - end, greatest - least) + HEAD;
      min = Math.min(min, least);
      max = Math.max(max, greatest);
      if (bits(next - start, max - min) > apart) {
        break;
      }
      end = next;
    }
    return end;
  }

  private static long least(long[] values, int from, int to) {
    long min = values[from];
    for (int i = from; i < to; i++) {
      min = Math.min(min, values[i]);
    }
    return min;
  }

  private static long greatest(long[] values, int from, int to) {
    long max = values[from];
    for (int i = from; i < to; i++) {
      max = Math.max(max, values[i]);
    }
    return max;
  }

  private static double bits(int n, long range) {
    return n * (range < 0 ? 64 : Math.log(range + 1.0) / Math.log(2));
  }

  private long choose(long[] values, int from, int to) {
    if (to - from == 1) {
      codes[count] = LOOSE;
      return Long.BYTES;
    }
    scratch.clear();
    minis.encode(values, from, to, scratch);
    long size = scratch.size();
    long least = size - size / WORTH;
    int code = GROUPS;
    long even = phaseIn.measure(values, from, to);
    if (even < least) {
      least = even;
      code = PHASE_IN;
    }
    long crowded = rice.measure(values, from, to);
    if (crowded < least) {
      least = crowded;
      code = RICE;
    }
    codes[count] = code;
    return code == GROUPS ? size : least;
  }

  /** Appends the values that were measured last. */
  void encode(long[] values, int from, ByteOutput out) {
    int start = from;
    for (int i = 0; i < count; i++) {
      int end = ends[i];
      out.put(codes[i]);
      out.putVar(end - start);
      switch (codes[i]) {
        case PHASE_IN -> {
          phaseIn.measure(values, start, end);
          phaseIn.encode(values, start, end, out);
        }
        case RICE -> {
          rice.measure(values, start, end);
          rice.encode(end - start, out);
        }
        case LOOSE -> out.putSigned(values[start]);
        default -> minis.encode(values, start, end, out);
      }
      start = end;
    }
  }

  /** Reads the values from one index to another back. */
  void decode(ByteInput in, long[] values, int from, int to) {
    for (int start = from; start < to; ) {
      int code = in.get();
      int end = start + in.getCount(to - start);
      if (end == start) {
        throw ByteInput.corrupt("an empty segment");
      }
      switch (code) {
        case GROUPS -> minis.decode(in, values, start, end);
        case PHASE_IN -> PhaseIn.decode(in, values, start, end);
        case RICE -> Rice.decode(in, values, start, end);
        case LOOSE -> {
          for (int i = start; i < end; i++) {
            values[i] = in.getSigned();
          }
        }
        default -> throw ByteInput.corrupt("a segment of code " + code);
      }
      start = end;
    }
  }
}
