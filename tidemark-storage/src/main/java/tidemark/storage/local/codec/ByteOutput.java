package tidemark.storage.local.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes being put together, little-endian. Grows; reused after {@link #clear}. Not thread-safe. */
public final class ByteOutput {
  /** Eight bytes of an array at any place. */
  public static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int size;

  /** Empty, with room for some bytes. */
  public ByteOutput(int capacity) {
    bytes = new byte[Math.max(capacity, 64)];
  }

  /** What was put so far, in the first {@link #size} bytes; replaced when it grows. */
  public byte[] array() {
    return bytes;
  }

  public int size() {
    return size;
  }

  public void clear() {
    size = 0;
  }

  /** Takes back what was put after a size. */
  public void cut(int length) {
    size = length;
  }

  /** Makes room, so that the next {@code n} bytes do not move the array. */
  public void reserve(int n) {
    if (bytes.length - size < n) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + n + 64));
    }
  }

  public void put(int b) {
    reserve(1);
    bytes[size++] = (byte) b;
  }

  public void putInt(int v) {
    reserve(4);
    INT.set(bytes, size, v);
    size += 4;
  }

  public void putLong(long v) {
    reserve(8);
    LONG.set(bytes, size, v);
    size += 8;
  }

  /** Overwrites four bytes put before. */
  public void setInt(int at, int v) {
    INT.set(bytes, at, v);
  }

  /** Overwrites eight bytes put before. */
  public void setLong(int at, long v) {
    LONG.set(bytes, at, v);
  }

  public void put(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /** Seven bits a byte, low first, the high bit set on all but the last: 1 to 10 bytes. */
  public void putVar(long v) {
    reserve(10);
    int at = size;
    while ((v & ~0x7fL) != 0) {
      bytes[at++] = (byte) (v | 0x80);
      v >>>= 7;
    }
    bytes[at++] = (byte) v;
    size = at;
  }

  /** A signed number as {@link #putVar} of its zigzag form: small in either direction is short. */
  public void putSigned(long v) {
    putVar((v << 1) ^ (v >> 63));
  }
}
