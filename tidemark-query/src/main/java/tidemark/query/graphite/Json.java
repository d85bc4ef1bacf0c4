package tidemark.query.graphite;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tidemark.query.Digits;

/**
 * Writes JSON as Python's {@code json.dumps} does: {@code ", "} and {@code ": "} between things,
 * everything beyond ASCII escaped. Infinity is 1e9999, which every reader takes for infinity; NaN
 * is null. Not thread-safe.
 */
public final class Json {
  private static final int PIECE = 8 << 10;

  /** No number, with what stands before it, is longer. */
  private static final int NUMBER = 64;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] out = new byte[1024];
  private int length;
  private final boolean pretty;
  private final @Nullable OutputStream to;
  private int depth;
  private boolean first = true;
  private boolean named;

  /** Text with line breaks and two blanks per level, or none. */
  public Json(boolean pretty) {
    this.pretty = pretty;
    this.to = null;
  }

  /**
   * The same, sent on in pieces of 8 KiB; {@link #flush} sends the last.
   *
   * @throws UncheckedIOException from every method, if sending fails
   */
  public Json(boolean pretty, OutputStream to) {
    this.pretty = pretty;
    this.to = to;
  }

  /** Starts an object or array. */
  public Json open(char bracket) {
    separate();
    add(bracket);
    depth++;
    first = true;
    return this;
  }

  /** Ends an object or array. */
  public Json close(char bracket) {
    depth--;
    if (!first) {
      line();
    }
    room(1);
    add(bracket);
    first = false;
    return this;
  }

  /** The name of the next value. */
  public Json name(String name) {
    separate();
    quote(name);
    add(": ");
    named = true;
    return this;
  }

  public Json text(String text) {
    separate();
    quote(text);
    return this;
  }

  public Json whole(long number) {
    separate();
    length = Digits.put(number, out, length);
    return this;
  }

  /** A float as Python writes it. */
  public Json real(double number) {
    separate();
    int end = FewDecimals.put(number, out, length);
    if (end >= 0) {
      length = end;
    } else if (Double.isNaN(number)) {
      add("null");
    } else if (Double.isInfinite(number)) {
      add(number > 0 ? "1e9999" : "-1e9999");
    } else {
      add(Numbers.repr(number));
    }
    return this;
  }

  /** A float as JavaScript writes it: Infinity is a word, which JSON does not have. */
  public Json script(double number) {
    separate();
    var text = new StringBuilder(24);
    Numbers.appendScript(text, number);
    add(text.toString());
    return this;
  }

  public Json truth(boolean truth) {
    separate();
    add(truth ? "true" : "false");
    return this;
  }

  public Json nothing() {
    separate();
    add("null");
    return this;
  }

  /** Puts what stands before a value, and makes room for a number. */
  private void separate() {
    if (length >= PIECE && to != null) {
      flush();
    }
    room(NUMBER);
    if (named) {
      named = false;
      return;
    }
    if (!first) {
      add(',');
      if (!pretty) {
        add(' ');
      }
    }
    if (depth > 0) {
      line();
    }
    first = false;
  }

  private void line() {
    if (pretty) {
      room(1 + 2 * depth + NUMBER);
      add('\n');
      for (int i = 0; i < depth; i++) {
        add("  ");
      }
    }
  }

  private void room(int bytes) {
    if (out.length - length < bytes) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, length + bytes));
    }
  }

  /** What there is room for. */
  private void add(char ascii) {
    out[length++] = (byte) ascii;
  }

  @SuppressWarnings("deprecation") // the copy of an ASCII text's bytes that makes no array
  private void add(String ascii) {
    ascii.getBytes(0, ascii.length(), out, length);
    length += ascii.length();
  }

  private void quote(String text) {
    room(6 * text.length() + NUMBER);
    add('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> add("\\\"");
        case '\\' -> add("\\\\");
        case '\n' -> add("\\n");
        case '\r' -> add("\\r");
        case '\t' -> add("\\t");
        default -> {
          if (c < ' ' || c > '~') {
            add("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
              out[length++] = HEX[c >> shift & 15];
            }
          } else {
            add(c);
          }
        }
      }
    }
    add('"');
  }

  /** Sends what has not been sent. */
  public void flush() {
    if (to == null) {
      return;
    }
    try {
      to.write(out, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    length = 0;
  }

  /** What was written and not sent. */
  @Override
  public String toString() {
    return new String(out, 0, length, StandardCharsets.ISO_8859_1); // it is ASCII
  }
}
