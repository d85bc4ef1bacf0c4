package tidemark.ingest.graphite;

import tidemark.model.InvalidInputException;

/**
 * The bytes of a pickle, read from front to back: single bytes, little-endian numbers, and text
 * arguments that end with LF. Nothing beyond the frame is ever read. Owned by one thread.
 */
final class PickleBytes {
  private byte[] frame = new byte[0];
  private int at;
  private int end;

  /** Goes to the front of a frame. */
  void start(byte[] bytes, int from, int to) {
    frame = bytes;
    at = from;
    end = to;
  }

  /** The array in which the frame lies. */
  byte[] array() {
    return frame;
  }

  /** Where the next byte is. */
  int at() {
    return at;
  }

  int take() {
    if (at == end) {
      throw new InvalidInputException("pickle cut off");
    }
    return frame[at++] & 0xff;
  }

  /** Passes bytes over; gives where they began. */
  int skip(int n) {
    if (end - at < n) {
      throw new InvalidInputException("pickle cut off");
    }
    int from = at;
    at += n;
    return from;
  }

  long little(int bytes) {
    int from = skip(bytes);
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = (value << 8) | (frame[from + i] & 0xff);
    }
    return value;
  }

  /** A length or index in so many bytes. */
  int length(int bytes) {
    return bounded(little(bytes));
  }

  /** Passes over a text argument and its LF; gives where it began. It ends at {@link #lineEnd}. */
  int line() {
    int from = at;
    int c;
    do {
      c = take();
    } while (c != '\n');
    return from;
  }

  /** Where the text argument ended that was passed over last. */
  int lineEnd() {
    return at - 1;
  }

  /** An index in decimal, as a text argument. */
  int index() {
    long value = 0;
    for (int i = line(); i < lineEnd(); i++) {
      int digit = frame[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new InvalidInputException("pickle with a bad index");
      }
      value = Math.min(10 * value + digit, Integer.MAX_VALUE);
    }
    return bounded(value);
  }

  /**
   * No length or index is beyond the frame's own length, or it would make us keep more than that.
   */
  private int bounded(long value) {
    if (value < 0 || value > end) {
      throw new InvalidInputException("pickle with a length of " + value);
    }
    return (int) value;
  }
}
