package tidemark.query.graphite;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidemark.model.InvalidInputException;

/**
 * Times and intervals as graphite-web reads them: {@code -1h}, {@code 00:00_20240101}, {@code
 * teatime yesterday}, {@code noon+2d}, seconds (contracts/graphite.md 5). Some of it is odd and
 * kept: {@code 12am} is noon and {@code 12pm} midnight, and an ISO date is not understood.
 */
public final class TimeText {
  private static final Pattern CLOCK = Pattern.compile("(\\d{1,2}):(\\d{2})(am|pm)?");
  private static final Pattern HOUR = Pattern.compile("(\\d{1,2})(am|pm)");
  private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d+)");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> WEEKDAYS =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final long DAY = 86_400;

  private TimeText() {}

  /**
   * Seconds since the epoch.
   *
   * @param now what relative texts are relative to
   * @throws InvalidInputException with graphite-web's words
   */
  public static long parse(String text, Instant now, ZoneId zone) {
    String s = text.strip().toLowerCase(Locale.ROOT).replaceAll("[_, ]", "");
    if (!s.isEmpty() && digits(s)) {
      if (s.length() != 8
          || number(s, 0, 4) <= 1900
          || number(s, 4, 6) >= 13
          || number(s, 6, 8) >= 32) {
        return seconds(s);
      }
    }
    int split = s.indexOf('+') >= 0 ? s.indexOf('+') : s.indexOf('-');
    String reference = split < 0 ? s : s.substring(0, split);
    long start = reference(reference, now, zone); // refused before the offset is looked at
    return split < 0 ? start : start + interval(s.substring(split));
  }

  /**
   * Seconds of an interval: a sign, {@code +} when there is none, and numbers with units.
   *
   * @throws InvalidInputException with graphite-web's words
   */
  public static long interval(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    String s = text;
    int sign = 1;
    if (!Character.isDigit(s.charAt(0))) {
      if (s.charAt(0) != '+' && s.charAt(0) != '-') {
        throw new InvalidInputException("Invalid offset: " + text);
      }
      sign = s.charAt(0) == '-' ? -1 : 1;
      s = s.substring(1);
    }
    long total = 0;
    int i = 0;
    while (i < s.length()) {
      int digits = i;
      while (i < s.length() && Character.isDigit(s.charAt(i))) {
        i++;
      }
      if (digits == i) {
        throw new InvalidInputException("invalid literal for int() with base 10: ''");
      }
      long count = seconds(s.substring(digits, i));
      int letters = i;
      while (i < s.length() && Character.isLetter(s.charAt(i))) {
        i++;
      }
      total += count * unit(s.substring(letters, i));
    }
    return sign * total;
  }

  private static long unit(String unit) {
    String s = unit.toLowerCase(Locale.ROOT);
    if (s.startsWith("s")) {
      return 1;
    }
    if (s.startsWith("min")) {
      return 60;
    }
    if (s.startsWith("h")) {
      return 3600;
    }
    if (s.startsWith("d")) {
      return DAY;
    }
    if (s.startsWith("w")) {
      return 7 * DAY;
    }
    if (s.startsWith("mon")) {
      return 30 * DAY;
    }
    if (s.startsWith("y")) {
      return 365 * DAY;
    }
    throw new InvalidInputException("Invalid offset unit '" + unit + "'");
  }

  private static long reference(String text, Instant now, ZoneId zone) {
    if (text.isEmpty() || text.equals("now")) {
      return now.getEpochSecond();
    }
    String rest = text;
    int hour = 0;
    int minute = 0;
    Matcher clock = CLOCK.matcher(rest);
    Matcher bare = HOUR.matcher(rest);
    if (clock.lookingAt()) {
      hour = Integer.parseInt(clock.group(1));
      minute = Integer.parseInt(clock.group(2));
      // graphite-web adds 12 for pm whatever the hour, so that 12pm is midnight.
      hour = "pm".equals(clock.group(3)) ? (hour + 12) % 24 : hour;
      rest = rest.substring(clock.end());
    } else if (bare.lookingAt()) {
      hour = Integer.parseInt(bare.group(1));
      hour = bare.group(2).equals("pm") ? (hour + 12) % 24 : hour;
      rest = rest.substring(bare.end());
    } else if (rest.startsWith("noon")) {
      hour = 12;
      rest = rest.substring(4);
    } else if (rest.startsWith("midnight")) {
      rest = rest.substring(8);
    } else if (rest.startsWith("teatime")) {
      hour = 16;
      rest = rest.substring(7);
    }
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate day =
        day(rest, today)
            .orElseThrow(() -> new InvalidInputException("Unknown day reference: " + text));
    return at(day, hour, minute, zone);
  }

  private static long at(LocalDate day, int hour, int minute, ZoneId zone) {
    if (hour > 23) {
      throw new InvalidInputException("hour must be in 0..23");
    }
    if (minute > 59) {
      throw new InvalidInputException("minute must be in 0..59");
    }
    return ZonedDateTime.of(day, LocalTime.of(hour, minute), zone)
        .withLaterOffsetAtOverlap() // pytz takes an hour that is there twice for winter time
        .toEpochSecond();
  }

  private static Optional<LocalDate> day(String text, LocalDate today) {
    if (text.isEmpty() || text.equals("today")) {
      return Optional.of(today);
    }
    if (text.equals("yesterday")) {
      return Optional.of(today.minusDays(1));
    }
    if (text.equals("tomorrow")) {
      return Optional.of(today.plusDays(1));
    }
    Matcher slashed = SLASHED.matcher(text);
    if (slashed.matches()) {
      int year = number(slashed.group(3), 0, slashed.group(3).length());
      year = year < 70 ? year + 2000 : year < 1900 ? year + 1900 : year;
      return Optional.of(
          date(year, Integer.parseInt(slashed.group(1)), Integer.parseInt(slashed.group(2))));
    }
    if (text.length() == 8 && digits(text)) {
      return Optional.of(date(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8)));
    }
    String prefix = text.substring(0, Math.min(3, text.length()));
    if (MONTHS.contains(prefix)) {
      String tail = text.substring(Math.max(0, text.length() - 2));
      String day = digits(tail) ? tail : tail.substring(tail.length() - 1);
      if (!digits(day)) {
        throw new InvalidInputException("Day of month required after month name");
      }
      return Optional.of(date(today.getYear(), MONTHS.indexOf(prefix) + 1, Integer.parseInt(day)));
    }
    if (WEEKDAYS.contains(prefix)) {
      DayOfWeek wanted = DayOfWeek.of(WEEKDAYS.indexOf(prefix) + 1);
      int back = Math.floorMod(today.getDayOfWeek().getValue() - wanted.getValue(), 7);
      return Optional.of(today.minusDays(back));
    }
    return Optional.empty();
  }

  private static LocalDate date(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      boolean badMonth = month < 1 || month > 12;
      throw new InvalidInputException(
          badMonth ? "month must be in 1..12" : "day is out of range for month", e);
    }
  }

  private static boolean digits(String s) {
    return !s.isEmpty() && s.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static int number(String s, int from, int to) {
    try {
      return Integer.parseInt(s, from, to, 10);
    } catch (NumberFormatException e) {
      throw new InvalidInputException("number out of range in time '" + s + "'", e);
    }
  }

  private static long seconds(String digits) {
    if (digits.length() > 12) {
      throw new InvalidInputException("number out of range in time '" + digits + "'");
    }
    return Long.parseLong(digits);
  }
}
