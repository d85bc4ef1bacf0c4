package tidemark.query.opentsdb;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * Where downsampling buckets begin: multiples of the interval since the epoch, or along a calendar
 * (contracts/opentsdb.md 5.4, cases 766 to 778).
 */
sealed interface Buckets {
  /** The start of the bucket that holds a time, for the first of a series of buckets. */
  long floor(long time);

  /** The start of the bucket after the one that starts here. */
  long next(long start);

  /**
   * The start of the bucket that holds a time, in the series to which the bucket {@code from}
   * belongs.
   */
  long seek(long from, long time);

  /** The buckets of an interval. */
  static Buckets of(Interval interval, boolean calendar, ZoneId zone) {
    return calendar && interval.unit() != Interval.Unit.MS
        ? new Calendar(interval, zone)
        : new Fixed(interval.millis());
  }

  /** Counted from the epoch, so that weeks start on a Thursday. */
  record Fixed(long millis) implements Buckets {
    @Override
    public long floor(long time) {
      return time - Math.floorMod(time, millis);
    }

    @Override
    public long next(long start) {
      return start + millis;
    }

    @Override
    public long seek(long from, long time) {
      return floor(time);
    }
  }

  /**
   * Counted along the calendar of a zone: from 1 January for months, years, and several days or
   * weeks; weeks from Sunday; hours from midnight if they divide the day, else from the first of
   * the month; minutes and seconds likewise from the hour and the minute, else from the next larger
   * field. From the first bucket on one follows the other, so that after a change of the clocks
   * those of six hours begin an hour later (case 773).
   */
  record Calendar(Interval interval, ZoneId zone) implements Buckets {
    @Override
    public long floor(long time) {
      ZonedDateTime at = Instant.ofEpochMilli(time).atZone(zone);
      ZonedDateTime start = origin(at);
      if (step(start, 1).isAfter(at)) {
        return start.toInstant().toEpochMilli();
      }
      // An estimate from below, then one by one: steps differ in length.
      long passed = unit().between(start, at) / count();
      ZonedDateTime bucket = step(start, Math.max(0, passed - 1));
      for (long i = Math.max(0, passed - 1); ; i++) {
        ZonedDateTime following = step(start, i + 1);
        if (following.isAfter(at)) {
          return bucket.toInstant().toEpochMilli();
        }
        bucket = following;
      }
    }

    @Override
    public long next(long start) {
      return step(Instant.ofEpochMilli(start).atZone(zone), 1).toInstant().toEpochMilli();
    }

    @Override
    public long seek(long from, long time) {
      long bucket = from;
      for (long following = next(bucket); following <= time; following = next(bucket)) {
        bucket = following;
      }
      return bucket;
    }

    private ZonedDateTime step(ZonedDateTime from, long times) {
      return from.plus(times * count(), unit());
    }

    private long count() {
      return interval.count();
    }

    private ChronoUnit unit() {
      return switch (interval.unit()) {
        case MS -> ChronoUnit.MILLIS;
        case S -> ChronoUnit.SECONDS;
        case M -> ChronoUnit.MINUTES;
        case H -> ChronoUnit.HOURS;
        case D -> ChronoUnit.DAYS;
        case W -> ChronoUnit.WEEKS;
        case N -> ChronoUnit.MONTHS;
        case Y -> ChronoUnit.YEARS;
      };
    }

    private ZonedDateTime origin(ZonedDateTime at) {
      return switch (interval.unit()) {
        case MS -> at;
        case S -> at.truncatedTo(60 % count() == 0 ? ChronoUnit.MINUTES : ChronoUnit.HOURS);
        case M -> at.truncatedTo(60 % count() == 0 ? ChronoUnit.HOURS : ChronoUnit.DAYS);
        case H -> 24 % count() == 0 ? midnight(at) : midnight(at.withDayOfMonth(1));
        case D -> midnight(count() == 1 ? at : at.withDayOfYear(1));
        case W ->
            midnight(count() == 1 ? at : at.withDayOfYear(1))
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
        case N, Y -> midnight(at.withDayOfYear(1));
      };
    }

    private static ZonedDateTime midnight(ZonedDateTime at) {
      return at.toLocalDate().atStartOfDay(at.getZone());
    }
  }
}
