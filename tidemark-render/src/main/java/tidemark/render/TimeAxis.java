package tidemark.render;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The horizontal axis: times of a zone, with marks where a clock or calendar has them, as many as
 * have room for their labels.
 *
 * @param from seconds of the left end
 * @param until seconds of the right end
 */
record TimeAxis(long from, long until, ZoneId zone, Step step, Optional<String> format) {
  /** A distance between marks: so many of a unit, counted from the start of a larger one. */
  private record Step(ChronoUnit unit, int count, long seconds, String pattern) {}

  /** A mark with its label. */
  record Mark(long time, String label) {}

  private static final List<Step> STEPS = steps();

  private static List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (int n : new int[] {1, 2, 5, 10, 15, 30}) {
      steps.add(new Step(ChronoUnit.SECONDS, n, n, "HH:mm:ss"));
    }
    for (int n : new int[] {1, 2, 5, 10, 15, 30}) {
      steps.add(new Step(ChronoUnit.MINUTES, n, 60L * n, "HH:mm"));
    }
    for (int n : new int[] {1, 2, 3, 6}) {
      steps.add(new Step(ChronoUnit.HOURS, n, 3600L * n, "HH:mm"));
    }
    steps.add(new Step(ChronoUnit.HOURS, 12, 43_200, "EEE HH:mm"));
    for (int n : new int[] {1, 2, 5, 10}) {
      steps.add(new Step(ChronoUnit.DAYS, n, 86_400L * n, "MMM d"));
    }
    for (int n : new int[] {1, 3, 6}) {
      steps.add(new Step(ChronoUnit.MONTHS, n, 2_629_746L * n, "MMM yyyy"));
    }
    for (int n : new int[] {1, 2, 5, 10, 20, 50}) {
      steps.add(new Step(ChronoUnit.YEARS, n, 31_556_952L * n, "yyyy"));
    }
    return steps;
  }

  /**
   * An axis between two times.
   *
   * @param marks how many labels there is room for
   * @param format of labels, as strftime has it, or none
   */
  static TimeAxis between(
      long from, long until, ZoneId zone, double marks, Optional<String> format) {
    double least = (until - from) / Math.max(1, marks);
    Step step =
        STEPS.stream().filter(s -> s.seconds() >= least).findFirst().orElse(STEPS.getLast());
    return new TimeAxis(from, Math.max(until, from + 1), zone, step, format);
  }

  /** 0 at the left end, 1 at the right one. */
  double part(double time) {
    return (time - from) / (until - from);
  }

  List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    DateTimeFormatter shown =
        DateTimeFormatter.ofPattern(
            format.map(Strftime::pattern).orElse(step.pattern()), Locale.ENGLISH);
    for (ZonedDateTime t = first(); t.toEpochSecond() <= until && marks.size() < 200; t = next(t)) {
      if (t.toEpochSecond() >= from) {
        marks.add(new Mark(t.toEpochSecond(), label(t, shown)));
      }
    }
    return marks;
  }

  /** Midnight says which day begins. */
  private String label(ZonedDateTime t, DateTimeFormatter shown) {
    boolean midnight = t.toLocalTime().toSecondOfDay() == 0 && step.seconds() < 43_200;
    return format.isEmpty() && midnight
        ? DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH).format(t)
        : shown.format(t);
  }

  private ZonedDateTime first() {
    ZonedDateTime start = Instant.ofEpochSecond(from).atZone(zone);
    return switch (step.unit()) {
      case SECONDS, MINUTES, HOURS ->
          start.truncatedTo(ChronoUnit.DAYS).plusSeconds(skipped(start));
      case DAYS -> start.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
      case MONTHS -> start.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
      default ->
          start
              .truncatedTo(ChronoUnit.DAYS)
              .withDayOfYear(1)
              .withYear(start.getYear() - Math.floorMod(start.getYear(), step.count()));
    };
  }

  private long skipped(ZonedDateTime start) {
    return start.toLocalTime().toSecondOfDay() / step.seconds() * step.seconds();
  }

  /** Days are counted from the first of each month, so that labels do not wander. */
  private ZonedDateTime next(ZonedDateTime t) {
    if (step.unit() != ChronoUnit.DAYS || step.count() == 1) {
      return t.plus(step.count(), step.unit());
    }
    ZonedDateTime next = t.plusDays(step.count());
    boolean crowded =
        next.getMonth() != t.getMonth()
            || next.plusDays(step.count() / 2).getMonth() != t.getMonth();
    return crowded ? t.plusMonths(1).withDayOfMonth(1) : next;
  }
}
