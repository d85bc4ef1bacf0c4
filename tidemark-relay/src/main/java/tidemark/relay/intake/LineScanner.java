package tidemark.relay.intake;

/**
 * Finds and cleans lines in a receive buffer, in place: a clean line only becomes shorter
 * (contracts/relay.md 4). After {@link #next} the line is {@code start <= i < end} and its name
 * {@code start <= i < nameEnd}. Owned by one thread.
 *
 * <p>The caller makes sure that a line end follows.
 */
final class LineScanner {
  private final boolean[] allowed;
  private final boolean tags;

  private byte[] bytes = {};
  private int at;
  private int start;
  private int nameEnd;
  private int end;

  LineScanner(LineRules rules) {
    this.allowed = rules.allowed();
    this.tags = rules.tags();
  }

  /** Begins in a buffer, at a line. */
  void begin(byte[] buffer, int from) {
    bytes = buffer;
    at = from;
  }

  /** Where the next line begins. */
  int at() {
    return at;
  }

  int start() {
    return start;
  }

  int nameEnd() {
    return nameEnd;
  }

  int end() {
    return end;
  }

  /** Takes the next line; if it {@link #isEmpty} there is nothing in it. */
  void next() {
    byte[] b = bytes;
    int i = at;
    start = i;
    // A clean name: allowed characters and single dots.
    byte before = '.';
    while (true) {
      byte c = b[i];
      if (!allowed[c & 0xff] && (c != '.' || before == '.')) {
        break;
      }
      before = c;
      i++;
    }
    if (i > start && before != '.') {
      byte c = b[i];
      if (c == ' ') {
        nameEnd = i;
        rest(i + 1);
        return;
      }
      if (c == ';' && tags) {
        nameEnd = i;
        tagged(i);
        return;
      }
    }
    clean();
  }

  /** Takes the next line, whose name is known to be clean and this long. */
  void nextKnown(int length) {
    start = at;
    nameEnd = at + length;
    if (bytes[nameEnd] == ' ') {
      rest(nameEnd + 1);
    } else {
      tagged(nameEnd);
    }
  }

  /** Whether the byte ends a name. */
  boolean endsName(byte c) {
    return c == ' ' || (c == ';' && tags);
  }

  /** Everything from the {@code ;} on is taken as it is. */
  private void tagged(int from) {
    byte[] b = bytes;
    int i = from;
    while (b[i] != '\n' && b[i] != '\r') {
      i++;
    }
    end = i;
    at = i + 1;
  }

  /** Behind the blank: single blanks and dots are the rule; anything else is cleaned. */
  private void rest(int from) {
    byte[] b = bytes;
    int i = from;
    byte before = ' ';
    while (true) {
      byte c = b[i];
      if (c <= '.') {
        if (c == '\n' || c == '\r') {
          end = i;
          at = i + 1;
          return;
        }
        if ((c == before && (c == ' ' || c == '.')) || c == '\t' || c == 0) {
          cleanRest(i, i, before);
          return;
        }
      }
      before = c;
      i++;
    }
  }

  private void clean() {
    byte[] b = bytes;
    int in = start;
    while (isSeparator(b[in])) {
      in++;
    }
    int out = start;
    byte before = 0;
    for (; ; in++) {
      byte c = b[in];
      if (c == '\n' || c == '\r') {
        nameEnd = out;
        end = start; // no blank: no line
        at = in + 1;
        return;
      }
      if (c == ' ' || c == '\t') {
        if (before == '.') {
          out--;
        }
        nameEnd = out;
        b[out++] = ' ';
        cleanRest(in + 1, out, (byte) ' ');
        return;
      }
      if (c == ';' && tags) {
        nameEnd = out;
        while (b[in] != '\n' && b[in] != '\r') {
          b[out++] = b[in++];
        }
        end = out;
        at = in + 1;
        return;
      }
      if (c == '.') {
        if (before != '.') {
          b[out++] = c;
        }
      } else {
        b[out++] = allowed[c & 0xff] ? c : (byte) '_';
      }
      before = c;
    }
  }

  private static boolean isSeparator(byte c) {
    return c == ' ' || c == '\t' || c == '.';
  }

  private void cleanRest(int from, int to, byte last) {
    byte[] b = bytes;
    int out = to;
    byte before = last;
    for (int in = from; ; in++) {
      byte c = b[in];
      if (c == '\n' || c == '\r') {
        end = out;
        at = in + 1;
        return;
      }
      if (c == '\t') {
        c = ' ';
      }
      if (c == before && (c == ' ' || c == '.')) {
        continue;
      }
      b[out++] = c == 0 ? (byte) '_' : c;
      before = c;
    }
  }

  /** Whether there is no line: nothing at all, or a name without a value. */
  boolean isEmpty() {
    return end == start || nameEnd == start;
  }
}
