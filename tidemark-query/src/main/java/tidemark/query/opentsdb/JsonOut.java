package tidemark.query.opentsdb;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.query.Digits;

/**
 * JSON being written, as UTF-8 bytes in one growing array, or in one that is emptied into a stream
 * when it is full: commas are put by themselves, nesting is the caller's to get right. Numbers are
 * written as OpenTSDB does: integers as they are, doubles as {@link Double#toString(double)}. Owned
 * by one thread.
 */
public final class JsonOut {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** From the first to below the second, toString writes no exponent. */
  private static final double SMALLEST_PLAIN = 1e-3;

  private static final double PLAIN = 1e7;

  /** No number and its quotes, comma and colon are longer. */
  private static final int NUMBER = 48;

  /** The last digits of a number as a name, which are written anew each time. */
  private static final int TAIL_DIGITS = 4;

  private static final long TAIL = 10_000;

  /** What is collected before it goes to a stream, in bytes. */
  public static final int CHUNK = 64 << 10;

  private final @Nullable OutputStream stream;
  private byte[] bytes;
  private int size;
  private boolean comma;

  private final byte[] leadingDigits = new byte[Digits.LONGEST];
  private int leadingLength;
  private long leading;

  /** Keeps everything. */
  public JsonOut() {
    this.stream = null;
    this.bytes = new byte[1024];
  }

  /**
   * Empties itself into a stream, {@link #CHUNK} bytes at a time; a stream that fails makes any
   * method throw UncheckedIOException.
   */
  public JsonOut(OutputStream stream) {
    this.stream = stream;
    this.bytes = new byte[CHUNK];
  }

  /** Makes room for some bytes, which are fewer than a chunk. */
  private void room(int wanted) {
    if (bytes.length - size >= wanted) {
      return;
    }
    if (stream == null) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
      return;
    }
    try {
      stream.write(bytes, 0, size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    size = 0;
  }

  public JsonOut beginObject() {
    return open('{');
  }

  public JsonOut endObject() {
    return close('}');
  }

  public JsonOut beginArray() {
    return open('[');
  }

  public JsonOut endArray() {
    return close(']');
  }

  private JsonOut open(char bracket) {
    separate();
    put(bracket);
    comma = false;
    return this;
  }

  private JsonOut close(char bracket) {
    put(bracket);
    comma = true;
    return this;
  }

  /** The name of the field whose value comes next. */
  public JsonOut name(String name) {
    separate();
    quote(name);
    put(':');
    comma = false;
    return this;
  }

  /** A number as the name of the field whose value comes next. */
  public JsonOut name(long name) {
    room(NUMBER);
    if (comma) {
      bytes[size++] = ',';
    }
    bytes[size++] = '"';
    rising(name);
    bytes[size++] = '"';
    bytes[size++] = ':';
    comma = false;
    return this;
  }

  /** Numbers as names are times that follow each other: most digits are those of the last one. */
  private void rising(long number) {
    long high = number / TAIL;
    if (high <= 0) {
      digits(number);
      return;
    }
    if (high != leading) {
      leadingLength = Digits.put(high, leadingDigits, 0);
      leading = high;
    }
    // All of it and not its length: a copy of a size that is known is two moves.
    System.arraycopy(leadingDigits, 0, bytes, size, Digits.LONGEST);
    size = Digits.padded((int) (number - high * TAIL), TAIL_DIGITS, bytes, size + leadingLength);
  }

  public JsonOut value(@Nullable String text) {
    if (text == null) {
      return raw("null");
    }
    separate();
    quote(text);
    comma = true;
    return this;
  }

  public JsonOut value(long number) {
    room(NUMBER);
    separate();
    digits(number);
    comma = true;
    return this;
  }

  public JsonOut value(boolean flag) {
    return raw(flag ? "true" : "false");
  }

  /** A double; NaN and the infinities become their names as text. */
  public JsonOut value(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return value(Double.toString(number));
    }
    if (number == (long) number && Math.abs(number) < PLAIN && !negativeZero(number)) {
      room(NUMBER);
      separate();
      digits((long) number);
      put('.');
      put('0');
      comma = true;
      return this;
    }
    return decimal(number) ? this : raw(Double.toString(number));
  }

  /*
   * Of the decimals that read as a given double, toString writes the shortest. One of at most 15 digits that reads
   * as it is the shortest, since no two such decimals read as the same double. That it does read as it is
   * what the division tells: of two exact numbers it is rounded as reading is.
   */
  /** Writes a double that has few decimals, without an exponent; false if it is no such. */
  private boolean decimal(double number) {
    double size = Math.abs(number);
    if (!(size >= SMALLEST_PLAIN && size < PLAIN)) {
      return false;
    }
    // Three decimals are enough for most that people measure, six for nearly all.
    long thousandths = (long) (size * 1e3 + 0.5);
    if (thousandths / 1e3 == size) {
      decimal(number < 0, thousandths / 1_000, (int) (thousandths % 1_000) * 10, 4);
      return true;
    }
    long millionths = (long) (size * 1e6 + 0.5);
    if (millionths / 1e6 == size) {
      decimal(number < 0, millionths / 1_000_000, (int) (millionths % 1_000_000), 6);
      return true;
    }
    return false;
  }

  private void decimal(boolean negative, long whole, int fraction, int places) {
    room(NUMBER);
    separate();
    if (negative) {
      bytes[size++] = '-';
    }
    digits(whole);
    bytes[size] = '.';
    size = Digits.padded(fraction, places, bytes, size + 1);
    while (bytes[size - 1] == '0' && bytes[size - 2] != '.') {
      size--;
    }
    comma = true;
  }

  private static boolean negativeZero(double number) {
    return number == 0 && 1 / number < 0;
  }

  /** A list of texts. */
  public JsonOut value(Collection<String> texts) {
    beginArray();
    texts.forEach(this::value);
    return endArray();
  }

  /** An object of texts, in the map's order. */
  public JsonOut value(Map<String, String> texts) {
    beginObject();
    texts.forEach((key, value) -> name(key).value(value));
    return endObject();
  }

  /** JSON text as it is. */
  public JsonOut raw(String json) {
    separate();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c >= 0x80) {
        for (byte b : json.substring(i).getBytes(StandardCharsets.UTF_8)) {
          put(b);
        }
        break;
      }
      put(c);
    }
    comma = true;
    return this;
  }

  private void separate() {
    if (comma) {
      put(',');
    }
  }

  private void put(int b) {
    room(1);
    bytes[size++] = (byte) b;
  }

  /** Writes an integer where there is room for it. */
  private void digits(long number) {
    size = Digits.put(number, bytes, size);
  }

  private void quote(String text) {
    put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        put('\\');
        put(c);
      } else if (c < 0x20) {
        control(c);
      } else if (c < 0x80) {
        put(c);
      } else {
        int end = i + 1;
        while (end < text.length() && text.charAt(end) >= 0x80) {
          end++;
        }
        for (byte b : text.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
          put(b);
        }
        i = end - 1;
      }
    }
    put('"');
  }

  private void control(char c) {
    put('\\');
    switch (c) {
      case '\n' -> put('n');
      case '\r' -> put('r');
      case '\t' -> put('t');
      default -> {
        put('u');
        put('0');
        put('0');
        put(HEX[c >> 4]);
        put(HEX[c & 15]);
      }
    }
  }

  /** A copy of what was written and is in no stream yet. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
