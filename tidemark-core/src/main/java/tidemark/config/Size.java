package tidemark.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written {@code 64MiB}. Units are powers of 1024: KiB (or K, KB), MiB, GiB,
 * TiB, and B.
 */
public record Size(long bytes) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,15})\\s*(?:([KMGT])I?)?B?");

  /**
   * Reads a size.
   *
   * @throws IllegalArgumentException for anything that is not a whole number with an optional unit
   */
  public static Size parse(String text) {
    Matcher size = TEXT.matcher(text.toUpperCase(Locale.ROOT));
    if (!size.matches()) {
      throw new IllegalArgumentException(text);
    }
    int power = size.group(2) == null ? 0 : " KMGT".indexOf(size.group(2));
    return new Size(Math.multiplyExact(Long.parseLong(size.group(1)), 1L << (10 * power)));
  }

  /** The size as an int, for arrays; at most {@link Integer#MAX_VALUE}. */
  public int intBytes() {
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  @Override
  public String toString() {
    int power = bytes == 0 ? 0 : Math.min(Long.numberOfTrailingZeros(bytes) / 10, 4);
    return (bytes >> (10 * power)) + (power == 0 ? "B" : " KMGT".charAt(power) + "iB");
  }
}
