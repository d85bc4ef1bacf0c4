package tidemark.relay.wire;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** One raw block of snappy (format_description.txt): a length, then literals and copies. */
final class SnappyBlock {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HASH_BITS = 12;
  private static final int LARGEST = 1 << 20;

  private SnappyBlock() {}

  /** How large the compressed form of so many bytes can become. */
  static int bound(int length) {
    return 32 + length + length / 6;
  }

  /** Compresses into {@code out}, which has {@link #bound} bytes; gives the length. */
  static int compress(byte[] in, int from, int to, byte[] out) {
    int at = 0;
    int length = to - from;
    while (length >= 0x80) {
      out[at++] = (byte) (length | 0x80);
      length >>>= 7;
    }
    out[at++] = (byte) length;
    int[] seen = new int[1 << HASH_BITS];
    Arrays.fill(seen, -1);
    int anchor = from;
    int i = from;
    while (i + Integer.BYTES <= to) {
      int word = (int) INTS.get(in, i);
      int slot = (word * 0x9E3779B1) >>> (32 - HASH_BITS);
      int candidate = seen[slot];
      seen[slot] = i;
      if (candidate < 0 || i - candidate > 0xffff || (int) INTS.get(in, candidate) != word) {
        i++;
        continue;
      }
      int copied = Integer.BYTES;
      while (copied < 64 && i + copied < to && in[candidate + copied] == in[i + copied]) {
        copied++;
      }
      at = literal(in, anchor, i, out, at);
      out[at++] = (byte) ((copied - 1) << 2 | 2);
      out[at++] = (byte) (i - candidate);
      out[at++] = (byte) ((i - candidate) >>> 8);
      i += copied;
      anchor = i;
    }
    return literal(in, anchor, to, out, at);
  }

  private static int literal(byte[] in, int from, int to, byte[] out, int start) {
    int at = start;
    int n = to - from - 1;
    if (n < 0) {
      return at;
    }
    if (n < 60) {
      out[at++] = (byte) (n << 2);
    } else if (n < 256) {
      out[at++] = (byte) (60 << 2);
      out[at++] = (byte) n;
    } else {
      out[at++] = (byte) (61 << 2);
      out[at++] = (byte) n;
      out[at++] = (byte) (n >>> 8);
    }
    System.arraycopy(in, from, out, at, n + 1);
    return at + n + 1;
  }

  /** Reads one block from a stream; null at the end of the stream. */
  static byte @org.jspecify.annotations.Nullable [] read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    int length = first & 0x7f;
    int shift = 7;
    for (int b = first; (b & 0x80) != 0; shift += 7) {
      b = next(in);
      length |= (b & 0x7f) << shift;
    }
    if (length < 0 || length > LARGEST || shift > 35) {
      throw new IOException("a snappy block of " + length + " bytes");
    }
    byte[] out = new byte[length];
    int at = 0;
    while (at < length) {
      at = element(in, out, at);
    }
    return out;
  }

  private static int element(InputStream in, byte[] out, int start) throws IOException {
    int tag = next(in);
    int count = (tag >>> 2) + 1;
    if ((tag & 3) == 0) {
      if (count > 60) {
        count = little(in, count - 60) + 1;
      }
      if (count < 0 || count > out.length - start || in.readNBytes(out, start, count) < count) {
        throw new IOException("a snappy block is damaged");
      }
      return start + count;
    }
    int distance;
    switch (tag & 3) {
      case 1 -> {
        count = (tag >>> 2 & 7) + 4;
        distance = (tag >>> 5) << 8 | next(in);
      }
      case 2 -> distance = little(in, 2);
      default -> distance = little(in, 4);
    }
    if (distance <= 0 || distance > start || count > out.length - start) {
      throw new IOException("a snappy block is damaged");
    }
    for (int i = 0; i < count; i++) {
      out[start + i] = out[start + i - distance];
    }
    return start + count;
  }

  private static int little(InputStream in, int bytes) throws IOException {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= next(in) << (8 * i);
    }
    return value;
  }

  private static int next(InputStream in) throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new IOException("a snappy block without its end");
    }
    return b;
  }
}
