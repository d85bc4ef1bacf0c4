package tidemark.ingest;

import java.nio.charset.StandardCharsets;

/** Input made fit for a log line: cut, quoted, and nothing in it that could forge another line. */
final class Quoted {
  private static final int LONGEST = 200;

  private Quoted() {}

  /** These bytes, cut to 200 and quoted. */
  static String of(byte[] bytes, int from, int to) {
    int cut = Math.min(to, from + LONGEST);
    String text = quote(new String(bytes, from, cut - from, StandardCharsets.ISO_8859_1));
    return cut == to ? text : text + "... (" + (to - from) + " bytes)";
  }

  /** A text, cut to 200 characters and quoted. */
  static String of(String text) {
    return text.length() <= LONGEST
        ? quote(text)
        : quote(text.substring(0, LONGEST)) + "... (" + text.length() + " characters)";
  }

  private static String quote(String text) {
    var out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c >= 0x20 && c < 0x7f) {
        out.append(c);
      } else if (c < 0x100) {
        out.append(String.format("\\x%02x", (int) c));
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    return out.append('"').toString();
  }
}
