package tidemark.query.graphite.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tidemark.query.graphite.Numbers;

/** Text on its way out as UTF-8, a few KiB at a time. Not thread-safe. */
final class TextOut {
  private static final int PIECE = 8 << 10;

  private final OutputStream out;
  private final StringBuilder piece = new StringBuilder(PIECE + 1024);

  TextOut(OutputStream out) {
    this.out = out;
  }

  TextOut add(String text) throws IOException {
    piece.append(text);
    if (piece.length() >= PIECE) {
      flush();
    }
    return this;
  }

  TextOut add(long number) {
    piece.append(number);
    return this;
  }

  /** A float as Python writes it. */
  TextOut repr(double value) {
    Numbers.appendRepr(piece, value);
    return this;
  }

  /** A float as JavaScript reads it. */
  TextOut script(double value) {
    Numbers.appendScript(piece, value);
    return this;
  }

  /** Sends what there is. */
  void flush() throws IOException {
    out.write(piece.toString().getBytes(StandardCharsets.UTF_8));
    piece.setLength(0);
  }
}
