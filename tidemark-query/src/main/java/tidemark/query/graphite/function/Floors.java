package tidemark.query.graphite.function;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import tidemark.model.InvalidInputException;

/** The start of the hour, day, week and so on that a time lies in. */
final class Floors {
  private Floors() {}

  /**
   * Seconds since the epoch.
   *
   * @param unit {@code hours}, or {@code weeks3} for weeks that start on Wednesday
   */
  static long of(long time, String unit, ZoneId zone) {
    ZonedDateTime at = Instant.ofEpochSecond(time).atZone(zone);
    ZonedDateTime day = at.truncatedTo(ChronoUnit.DAYS);
    ZonedDateTime start =
        switch (unit) {
          case "seconds", "second" -> at;
          case "minutes", "minute" -> at.truncatedTo(ChronoUnit.MINUTES);
          case "hours", "hour" -> at.truncatedTo(ChronoUnit.HOURS);
          case "days", "day" -> day;
          case "months", "month" -> day.withDayOfMonth(1);
          case "years", "year" -> day.withDayOfYear(1);
          default -> {
            if (!unit.matches("weeks?[1-7]?")) {
              throw new InvalidInputException("Invalid unit to align to: " + unit);
            }
            char last = unit.charAt(unit.length() - 1);
            int first = Character.isDigit(last) ? last - '0' : 1;
            yield day.minusDays(Math.floorMod(day.getDayOfWeek().getValue() - first, 7));
          }
        };
    return start.toEpochSecond();
  }
}
