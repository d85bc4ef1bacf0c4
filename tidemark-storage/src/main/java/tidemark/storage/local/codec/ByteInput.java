package tidemark.storage.local.codec;

import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;

/**
 * Bytes being taken apart, as {@link ByteOutput} put them. Every step is checked. Not thread-safe.
 */
public final class ByteInput {
  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  /** Starts at a place in an array. */
  public ByteInput reset(byte[] source, int from, int length) {
    if (from < 0 || length < 0 || length > source.length - from) {
      throw corrupt("a length outside its file");
    }
    bytes = source;
    at = from;
    end = from + length;
    return this;
  }

  /** What to throw when bytes make no sense. */
  public static StorageException corrupt(String what) {
    return new StorageException(Reason.CORRUPT, "stored bytes make no sense: " + what);
  }

  public int remaining() {
    return end - at;
  }

  /** The array read from; {@link #position} is the place in it. */
  public byte[] array() {
    return bytes;
  }

  public int position() {
    return at;
  }

  /** Steps over bytes and returns where they began. */
  public int skip(int n) {
    if (n < 0 || n > end - at) {
      throw corrupt("it ends early");
    }
    int from = at;
    at += n;
    return from;
  }

  /** Goes back to an earlier {@link #position}. */
  void back(int position) {
    at = position;
  }

  public int get() {
    return bytes[skip(1)] & 0xff;
  }

  public int getInt() {
    return (int) ByteOutput.INT.get(bytes, skip(4));
  }

  public long getLong() {
    return (long) ByteOutput.LONG.get(bytes, skip(8));
  }

  public long getVar() {
    long v = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = get();
      v |= (b & 0x7fL) << shift;
      if (b < 0x80) {
        return v;
      }
    }
    throw corrupt("a number of more than ten bytes");
  }

  public long getSigned() {
    long v = getVar();
    return (v >>> 1) ^ -(v & 1);
  }

  /** A count or length that cannot exceed a bound. */
  public int getCount(int bound) {
    long v = getVar();
    if (v < 0 || v > bound) {
      throw corrupt("a count of " + v + " where " + bound + " is the most");
    }
    return (int) v;
  }
}
