package tidemark.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 10s}, {@code 1h30m}, {@code 7d}. */
public final class Durations {
  private static final Pattern PART = Pattern.compile("(\\d{1,12})(ms|s|m|h|d|w)");

  private Durations() {}

  /**
   * One or more numbers, each with its unit (ms, s, m, h, d, w).
   *
   * @throws IllegalArgumentException for anything else; a number without a unit too, for its unit
   *     would be a guess
   */
  public static Duration parse(String text) {
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    int end = 0;
    while (part.find() && part.start() == end) {
      sum = sum.plusMillis(Math.multiplyExact(Long.parseLong(part.group(1)), unit(part.group(2))));
      end = part.end();
    }
    if (end == 0 || end != text.length()) {
      throw new IllegalArgumentException(text);
    }
    return sum;
  }

  private static long unit(String name) {
    return switch (name) {
      case "ms" -> 1;
      case "s" -> 1000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> 86_400_000;
      case "w" -> 7 * 86_400_000L;
      default -> throw new IllegalArgumentException(name);
    };
  }
}
