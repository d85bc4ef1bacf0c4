package tidemark.model;

/**
 * Text order by code point, which is the order of the UTF-8 bytes and of Python's strings. {@link
 * String#compareTo} orders UTF-16 units and puts characters beyond U+FFFF before U+E000.
 */
public final class CodePoints {
  private CodePoints() {}

  /** Negative, zero or positive as {@code a} comes before, is, or comes after {@code b}. */
  public static int compare(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean xSurrogate = Character.isSurrogate(x);
        return xSurrogate == Character.isSurrogate(y)
            ? Character.compare(x, y)
            : xSurrogate ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }
}
