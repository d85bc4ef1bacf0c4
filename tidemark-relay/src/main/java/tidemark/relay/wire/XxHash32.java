package tidemark.relay.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** xxHash32 with seed 0, which guards the headers of LZ4 frames (github.com/Cyan4973/xxHash). */
final class XxHash32 {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int P1 = 0x9E3779B1;
  private static final int P2 = 0x85EBCA77;
  private static final int P3 = 0xC2B2AE3D;
  private static final int P4 = 0x27D4EB2F;
  private static final int P5 = 0x165667B1;

  private XxHash32() {}

  static int of(byte[] bytes, int from, int to) {
    int i = from;
    int hash;
    if (to - from >= 16) {
      int a = 0x24234428; // P1 + P2
      int b = P2;
      int c = 0;
      int d = -P1;
      for (; i + 16 <= to; i += 16) {
        a = round(a, (int) INTS.get(bytes, i));
        b = round(b, (int) INTS.get(bytes, i + 4));
        c = round(c, (int) INTS.get(bytes, i + 8));
        d = round(d, (int) INTS.get(bytes, i + 12));
      }
      hash =
          Integer.rotateLeft(a, 1)
              + Integer.rotateLeft(b, 7)
              + Integer.rotateLeft(c, 12)
              + Integer.rotateLeft(d, 18);
    } else {
      hash = P5;
    }
    hash += to - from;
    for (; i + 4 <= to; i += 4) {
      hash = Integer.rotateLeft(hash + (int) INTS.get(bytes, i) * P3, 17) * P4;
    }
    for (; i < to; i++) {
      hash = Integer.rotateLeft(hash + (bytes[i] & 0xff) * P5, 11) * P1;
    }
    hash = (hash ^ (hash >>> 15)) * P2;
    hash = (hash ^ (hash >>> 13)) * P3;
    return hash ^ (hash >>> 16);
  }

  private static int round(int state, int word) {
    return Integer.rotateLeft(state + word * P2, 13) * P1;
  }
}
