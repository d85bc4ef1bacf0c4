package tidemark.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the ends of words and lines eight bytes at a time. Bytes below a bound borrow when it is
 * subtracted and so get a high bit that they do not have themselves; bytes beyond ASCII have one
 * already. The lowest byte so found is exact, since borrows only run upwards (Hacker's Delight
 * 6-1).
 */
public final class Bytes {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private Bytes() {}

  /**
   * The first byte at or after {@code from} that is a blank, a control character or not ASCII; or
   * {@code to}.
   */
  public static int wordEnd(byte[] b, int from, int to) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long word = (long) WORD.get(b, i);
      long odd = ((word - 0x21 * EACH) | word) & HIGH;
      if (odd != 0) {
        return i + (Long.numberOfTrailingZeros(odd) >>> 3);
      }
    }
    while (i < to && b[i] > ' ') {
      i++;
    }
    return i;
  }

  /**
   * The first byte at or after {@code from} that is a control character or not ASCII; or {@code
   * to}.
   */
  public static int textEnd(byte[] b, int from, int to) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long word = (long) WORD.get(b, i);
      long odd = ((word - 0x20 * EACH) | word) & HIGH;
      if (odd != 0) {
        return i + (Long.numberOfTrailingZeros(odd) >>> 3);
      }
    }
    while (i < to && b[i] >= ' ') {
      i++;
    }
    return i;
  }

  /** The first byte at or after {@code from} that is a given one, or {@code to}. */
  public static int indexOf(byte[] b, int from, int to, char wanted) {
    long pattern = wanted * EACH;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long word = (long) WORD.get(b, i) ^ pattern;
      long zero = (word - EACH) & ~word & HIGH;
      if (zero != 0) {
        return i + (Long.numberOfTrailingZeros(zero) >>> 3);
      }
    }
    while (i < to && b[i] != wanted) {
      i++;
    }
    return i;
  }

  /** Eight bytes as a number, only good for comparing. */
  public static long eight(byte[] b, int index) {
    return (long) WORD.get(b, index);
  }

  /** The first LF at or after {@code from}, or {@code to}. */
  public static int lineEnd(byte[] b, int from, int to) {
    int i = from;
    while (i < to && b[i] != '\n') {
      i++;
    }
    return i;
  }
}
