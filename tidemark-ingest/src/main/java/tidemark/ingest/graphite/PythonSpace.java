package tidemark.ingest.graphite;

/**
 * What Python's {@code str.split()} takes for white space, in UTF-8: carbon cuts a line into fields
 * with it, so a no-break space separates too (contracts/carbon.md 3 and 17).
 */
final class PythonSpace {
  private PythonSpace() {}

  /** How many bytes of white space begin at {@code i}, 0 when none. */
  static int at(byte[] b, int i, int to) {
    int c = b[i] & 0xff;
    if (c < 0x80) {
      return c == ' ' || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f) ? 1 : 0;
    }
    int second = i + 1 < to ? b[i + 1] & 0xff : 0;
    if (c == 0xc2) {
      return second == 0x85 || second == 0xa0 ? 2 : 0;
    }
    int third = i + 2 < to ? b[i + 2] & 0xff : 0;
    return switch (c) {
      case 0xe1 -> second == 0x9a && third == 0x80 ? 3 : 0;
      case 0xe2 -> general(second, third) ? 3 : 0;
      case 0xe3 -> second == 0x80 && third == 0x80 ? 3 : 0;
      default -> 0;
    };
  }

  /** U+2000 to 200A, 2028, 2029, 202F and 205F. */
  private static boolean general(int second, int third) {
    return second == 0x80
        ? (third >= 0x80 && third <= 0x8a) || third == 0xa8 || third == 0xa9 || third == 0xaf
        : second == 0x81 && third == 0x9f;
  }

  /**
   * How many bytes of a line end of Python's {@code str.splitlines()} begin at {@code i}, 0 when
   * none.
   */
  static int lineEndAt(byte[] b, int i, int to) {
    int c = b[i] & 0xff;
    if (c < 0x80) {
      return (c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) ? 1 : 0;
    }
    int second = i + 1 < to ? b[i + 1] & 0xff : 0;
    if (c == 0xc2) {
      return second == 0x85 ? 2 : 0;
    }
    int third = i + 2 < to ? b[i + 2] & 0xff : 0;
    return c == 0xe2 && second == 0x80 && (third == 0xa8 || third == 0xa9) ? 3 : 0;
  }
}
