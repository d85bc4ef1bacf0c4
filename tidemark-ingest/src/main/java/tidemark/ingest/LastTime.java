package tidemark.ingest;

/**
 * The last timestamp that was read as ten digits. Senders send all their series of one time one
 * after the other, so a line's timestamp is most often that of the line before: two words are
 * compared and no digit is read. Owned by one thread.
 */
public final class LastTime {
  /** Digits of a timestamp in seconds from 2001 to 2286. */
  public static final int DIGITS = 10;

  /** Six bytes of the ten are in both words, so these match no bytes. */
  private static final long NO_HEAD = -1;

  private static final long NO_TAIL = 0;

  private long head = NO_HEAD;
  private long tail = NO_TAIL;
  private long millis;

  /**
   * Whether the ten bytes at an index are the digits of {@link #millis}; never after forgetting.
   */
  public boolean isAt(byte[] b, int index, int to) {
    return index + DIGITS <= to
        && Bytes.eight(b, index) == head
        && Bytes.eight(b, index + DIGITS - Long.BYTES) == tail;
  }

  /** Remembers ten digits and what they mean. */
  public void remember(byte[] b, int index, long meaning) {
    head = Bytes.eight(b, index);
    tail = Bytes.eight(b, index + DIGITS - Long.BYTES);
    millis = meaning;
  }

  /** Forgets; nothing is at any index then. */
  public void forget() {
    head = NO_HEAD;
    tail = NO_TAIL;
  }

  /** What the digits mean, in ms. */
  public long millis() {
    return millis;
  }
}
