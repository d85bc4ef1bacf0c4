package tidemark.storage.local.codec;

/** Single bits being put behind bytes, lowest first. One run, ended by {@link #end}. */
final class BitOutput {
  private final ByteOutput out;
  private long word;
  private int filled;

  BitOutput(ByteOutput out) {
    this.out = out;
  }

  /** Appends a bit, 0 or 1. */
  void put(long bit) {
    word |= bit << filled;
    if (++filled == Long.SIZE) {
      out.putLong(word);
      word = 0;
      filled = 0;
    }
  }

  /** Appends zeros and then a one. */
  void putUnary(long zeros) {
    long left = zeros;
    while (left >= Long.SIZE - filled) {
      left -= Long.SIZE - filled;
      out.putLong(word);
      word = 0;
      filled = 0;
    }
    filled += (int) left;
    put(1);
  }

  /** Fills the last byte with zeros. */
  void end() {
    for (; filled > 0; filled -= Byte.SIZE) {
      out.put((int) word & 0xff);
      word >>>= Byte.SIZE;
    }
    word = 0;
    filled = 0;
  }
}
