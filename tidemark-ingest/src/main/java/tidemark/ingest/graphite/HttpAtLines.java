package tidemark.ingest.graphite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import tidemark.ingest.Bytes;
import tidemark.ingest.LineBuffer;

/**
 * Answers those who send HTTP to the plain text port, instead of leaving them without any answer.
 */
final class HttpAtLines {
  private static final Pattern REQUEST = Pattern.compile("[A-Z]{3,10} \\S+ HTTP/1\\.[01]\\r?");
  private static final int LONGEST_REQUEST_LINE = 8 << 10;

  private HttpAtLines() {}

  /**
   * Answers if a connection's first line is a request line.
   *
   * @return whether it was
   */
  static boolean answer(LineBuffer lines, InputStream in, OutputStream out, String httpAddress)
      throws IOException {
    int from = lines.start();
    int to = Bytes.lineEnd(lines.bytes(), from, lines.lines());
    if (to - from > LONGEST_REQUEST_LINE) {
      return false;
    }
    String line = new String(lines.bytes(), from, to - from, StandardCharsets.ISO_8859_1);
    if (!REQUEST.matcher(line).matches()) {
      return false;
    }
    String text =
        "This port takes Graphite's plain text lines: name value timestamp.\n"
            + "The HTTP API is at "
            + httpAddress
            + "\n";
    out.write(
        ("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + text.length()
                + "\r\nConnection: close\r\n\r\n"
                + text)
            .getBytes(StandardCharsets.UTF_8));
    out.flush();
    // What is left unread would turn our close into a reset, and the peer would lose the answer.
    in.skipNBytes(Math.min(in.available(), 1 << 20));
    return true;
  }
}
