package tidemark.ingest.graphite;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tidemark.model.InvalidInputException;

/**
 * The text literals of pickle's protocol 0, as nodes. A literal without escapes is left in the
 * frame; any other is written, unescaped, to the side text. Owned by one thread.
 */
final class PickleTexts {
  private final PickleNodes nodes;
  private byte[] side = new byte[256];
  private int sideEnd;

  PickleTexts(PickleNodes nodes) {
    this.nodes = nodes;
  }

  void clear() {
    sideEnd = 0;
  }

  /** The bytes in which SIDE_TEXTs lie. */
  byte[] side() {
    return side;
  }

  /** A Python string literal: quoted, with backslashes before what is special. */
  int quoted(byte[] b, int from, int to) {
    boolean quoted = to - from >= 2 && (b[from] == '\'' || b[from] == '"') && b[to - 1] == b[from];
    if (!quoted) {
      throw new InvalidInputException("pickle with a string without quotes");
    }
    if (isPlain(b, from + 1, to - 1, false)) {
      return nodes.text(PickleNodes.TEXT, from + 1, to - 1);
    }
    int start = sideEnd;
    for (int i = from + 1; i < to - 1; i++) {
      if (b[i] == '\\' && i + 2 < to) {
        i = unescape(b, i + 1, to - 1);
      } else {
        write(b[i]);
      }
    }
    return nodes.text(PickleNodes.SIDE_TEXT, start, sideEnd);
  }

  /** Writes what an escape stands for; returns its last byte. */
  private int unescape(byte[] b, int i, int to) {
    switch (b[i]) {
      case 'n' -> write('\n');
      case 't' -> write('\t');
      case 'r' -> write('\r');
      case 'x' -> {
        write(hex(b, i + 1, 2, to));
        return i + 2;
      }
      default -> write(b[i]);
    }
    return i;
  }

  /** Raw-unicode-escape: bytes are code points, and u or U behind a backslash gives one in hex. */
  int unicode(byte[] b, int from, int to) {
    if (isPlain(b, from, to, true)) {
      return nodes.text(PickleNodes.TEXT, from, to);
    }
    var text = new StringBuilder();
    for (int i = from; i < to; i++) {
      int digits = b[i] != '\\' || i + 1 == to ? 0 : digits(b[i + 1]);
      if (digits == 0) {
        text.append((char) (b[i] & 0xff));
      } else {
        int point = hex(b, i + 2, digits, to);
        if (!Character.isValidCodePoint(point)) {
          throw new InvalidInputException("pickle with a bad code point");
        }
        text.appendCodePoint(point);
        i += 1 + digits;
      }
    }
    int start = sideEnd;
    for (byte each : text.toString().getBytes(StandardCharsets.UTF_8)) {
      write(each);
    }
    return nodes.text(PickleNodes.SIDE_TEXT, start, sideEnd);
  }

  /** How many hex digits follow this letter behind a backslash. */
  private static int digits(byte letter) {
    return letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
  }

  /** Whether bytes are the text itself: no escapes and, if so asked, nothing beyond ASCII. */
  private static boolean isPlain(byte[] b, int from, int to, boolean ascii) {
    for (int i = from; i < to; i++) {
      if (b[i] == '\\' || (ascii && b[i] < 0)) {
        return false;
      }
    }
    return true;
  }

  private static int hex(byte[] b, int from, int digits, int to) {
    if (from + digits > to) {
      throw new InvalidInputException("pickle with an escape cut off");
    }
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit(b[i], 16);
      if (digit < 0) {
        throw new InvalidInputException("pickle with a bad escape");
      }
      value = 16 * value + digit;
    }
    return value;
  }

  private void write(int b) {
    if (sideEnd == side.length) {
      side = Arrays.copyOf(side, 2 * side.length);
    }
    side[sideEnd++] = (byte) b;
  }
}
