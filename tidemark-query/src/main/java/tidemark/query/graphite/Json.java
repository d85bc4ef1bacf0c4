package tidemark.query.graphite;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as Python's {@code json.dumps} does: {@code ", "} and {@code ": "} between things,
 * everything beyond ASCII escaped. Infinity is 1e9999, which every reader takes for infinity; NaN
 * is null. Not thread-safe.
 */
public final class Json {
  private static final int PIECE = 8 << 10;

  private final StringBuilder out = new StringBuilder(1024);
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
    out.append(bracket);
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
    out.append(bracket);
    first = false;
    return this;
  }

  /** The name of the next value. */
  public Json name(String name) {
    separate();
    quote(name);
    out.append(": ");
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
    out.append(number);
    return this;
  }

  /** A float as Python writes it. */
  public Json real(double number) {
    separate();
    if (Double.isNaN(number)) {
      out.append("null");
    } else if (Double.isInfinite(number)) {
      out.append(number > 0 ? "1e9999" : "-1e9999");
    } else {
      Numbers.appendRepr(out, number);
    }
    return this;
  }

  /** A float as JavaScript writes it: Infinity is a word, which JSON does not have. */
  public Json script(double number) {
    separate();
    Numbers.appendScript(out, number);
    return this;
  }

  public Json truth(boolean truth) {
    separate();
    out.append(truth);
    return this;
  }

  public Json nothing() {
    separate();
    out.append("null");
    return this;
  }

  private void separate() {
    if (out.length() >= PIECE && to != null) {
      flush();
    }
    if (named) {
      named = false;
      return;
    }
    if (!first) {
      out.append(pretty ? "," : ", ");
    }
    if (depth > 0) {
      line();
    }
    first = false;
  }

  private void line() {
    if (pretty) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c > '~') {
            out.append("\\u").append(Character.forDigit(c >> 12, 16));
            out.append(Character.forDigit(c >> 8 & 15, 16));
            out.append(Character.forDigit(c >> 4 & 15, 16));
            out.append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** Sends what has not been sent. */
  public void flush() {
    if (to == null) {
      return;
    }
    try {
      to.write(out.toString().getBytes(StandardCharsets.ISO_8859_1)); // it is ASCII
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.setLength(0);
  }

  /** What was written and not sent. */
  @Override
  public String toString() {
    return out.toString();
  }
}
