package tidemark.relay.wire;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One block of LZ4 (lz4_Block_format.md): sequences of literals and copies of what came before. The
 * compressor is greedy with one candidate a position, which suits lines that resemble each other.
 */
final class Lz4Block {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SHORTEST_COPY = 4;
  private static final int LAST_LITERALS = 5;
  private static final int NO_COPY_FROM_HERE = 12;
  private static final int FARTHEST = 65_535;
  private static final int HASH_BITS = 12;

  private Lz4Block() {}

  /** How large the compressed form of so many bytes can become. */
  static int bound(int length) {
    return length + length / 255 + 16;
  }

  /** Compresses into {@code out}, which has {@link #bound} bytes; gives the length. */
  static int compress(byte[] in, int from, int to, byte[] out) {
    int[] seen = new int[1 << HASH_BITS];
    Arrays.fill(seen, -1);
    int at = 0;
    int anchor = from;
    int i = from;
    while (i + NO_COPY_FROM_HERE < to) {
      int word = (int) INTS.get(in, i);
      int slot = (word * 0x9E3779B1) >>> (32 - HASH_BITS);
      int candidate = seen[slot];
      seen[slot] = i;
      if (candidate < 0 || i - candidate > FARTHEST || (int) INTS.get(in, candidate) != word) {
        i++;
        continue;
      }
      int length = SHORTEST_COPY;
      while (i + length < to - LAST_LITERALS && in[candidate + length] == in[i + length]) {
        length++;
      }
      at = sequence(in, anchor, i, out, at, i - candidate, length);
      i += length;
      anchor = i;
    }
    return sequence(in, anchor, to, out, at, 0, 0);
  }

  /** Literals and then a copy, or at the end of a block literals alone. */
  private static int sequence(
      byte[] in, int from, int to, byte[] out, int start, int distance, int length) {
    int at = start;
    int literals = to - from;
    int copied = length - SHORTEST_COPY;
    int token = at++;
    out[token] = (byte) (Math.min(15, literals) << 4 | (length == 0 ? 0 : Math.min(15, copied)));
    at = extra(out, at, literals);
    System.arraycopy(in, from, out, at, literals);
    at += literals;
    if (length > 0) {
      out[at++] = (byte) distance;
      out[at++] = (byte) (distance >>> 8);
      at = extra(out, at, copied);
    }
    return at;
  }

  private static int extra(byte[] out, int start, int length) {
    int at = start;
    if (length >= 15) {
      int left = length - 15;
      while (left >= 255) {
        out[at++] = (byte) 255;
        left -= 255;
      }
      out[at++] = (byte) left;
    }
    return at;
  }

  /**
   * Decompresses behind what {@code out} holds already, which copies may reach back to.
   *
   * @return where the output ends
   */
  static int decompress(byte[] in, int from, int to, byte[] out, int start) throws IOException {
    try {
      int at = start;
      int i = from;
      while (i < to) {
        int token = in[i++] & 0xff;
        int literals = token >>> 4;
        if (literals == 15) {
          int more;
          do {
            more = in[i++] & 0xff;
            literals += more;
          } while (more == 255);
        }
        System.arraycopy(in, i, out, at, literals);
        i += literals;
        at += literals;
        if (i >= to) {
          return at;
        }
        int distance = (in[i] & 0xff) | (in[i + 1] & 0xff) << 8;
        i += 2;
        int length = token & 15;
        if (length == 15) {
          int more;
          do {
            more = in[i++] & 0xff;
            length += more;
          } while (more == 255);
        }
        length += SHORTEST_COPY;
        if (distance == 0) {
          throw new IOException("an LZ4 block copies from nowhere");
        }
        for (int n = 0; n < length; n++, at++) {
          out[at] = out[at - distance];
        }
      }
      return at;
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("an LZ4 block is damaged", e);
    }
  }
}
