package tidemark.query.opentsdb;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidemark.model.InvalidInputException;

/**
 * Times as OpenTSDB's queries write them (contracts/opentsdb.md 5.1): {@code now}, {@code 5m-ago},
 * a date, seconds, or milliseconds once there are more than ten characters.
 */
public final class QueryTime {
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4})/(\\d{1,2})/(\\d{1,2})(?:[- ](\\d{1,2}):(\\d{1,2})(?::(\\d{1,2}))?)?");
  private static final Pattern DOTTED = Pattern.compile("\\d{10}\\.\\d{1,3}");

  private QueryTime() {}

  /**
   * Milliseconds since the epoch.
   *
   * @param zone where dates are read
   * @param now the request's clock in ms
   * @throws InvalidInputException in OpenTSDB's words
   */
  public static long parse(String text, ZoneId zone, long now) {
    if (text.equalsIgnoreCase("now")) {
      return now;
    }
    if (text.endsWith("-ago")) {
      return now - Interval.parse(text.substring(0, text.length() - "-ago".length())).millis();
    }
    if (text.indexOf('/') >= 0 || text.indexOf(':') >= 0) {
      return date(text, zone);
    }
    return number(text);
  }

  /** A zone by its name. */
  public static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new InvalidInputException("Invalid timezone name: " + name, e);
    }
  }

  /** Fields beyond their limits run over into the next, as Java's lenient calendar does. */
  private static long date(String text, ZoneId zone) {
    Matcher matcher = DATE.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidInputException("Invalid absolute date: " + text);
    }
    return LocalDateTime.of(field(matcher, 1), 1, 1, 0, 0)
        .plusMonths(field(matcher, 2) - 1L)
        .plusDays(field(matcher, 3) - 1L)
        .plusHours(field(matcher, 4))
        .plusMinutes(field(matcher, 5))
        .plusSeconds(field(matcher, 6))
        .atZone(zone)
        .toInstant()
        .toEpochMilli();
  }

  private static int field(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static long number(String text) {
    if (DOTTED.matcher(text).matches()) {
      // The dot is only taken out, so that one or two decimals give another time: as 2.4.1 does.
      return Long.parseLong(text.replace(".", ""));
    }
    boolean millis = text.endsWith("ms");
    String digits = millis ? text.substring(0, text.length() - 2) : text;
    if (digits.startsWith("-")) {
      throw new InvalidInputException(
          "Invalid time: " + text + ". Negative timestamps are not supported.");
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        throw new InvalidInputException(
            "Invalid time: %s. Invalid character '%s' in %s"
                .formatted(text, digits.charAt(i), digits));
      }
    }
    if (digits.isEmpty() || digits.length() > 18) {
      throw new InvalidInputException("Invalid time: " + text);
    }
    long number = Long.parseLong(digits);
    return millis || digits.length() > 10 ? number : number * 1000;
  }
}
