package tidemark.query.graphite;

import java.util.List;
import java.util.Optional;
import tidemark.retention.Archive;

/**
 * The part of one archive that answers a question: whisper's rules for it (contracts/whisper.md,
 * fetch). The point at exactly {@code from} is left out and the one that covers {@code until} is
 * in.
 *
 * @param start seconds of the first slot
 * @param end seconds just after the last slot
 * @param steps the steps of the archives from the finest to the chosen one, which is last
 */
record Window(long start, long end, List<Integer> steps) {
  Window {
    steps = List.copyOf(steps);
  }

  /**
   * The window of a series with these archives, or nothing when whisper gives none: a range in the
   * future, or one that ended before the retention.
   *
   * @param from seconds; not after {@code until}
   * @param now seconds of the clock by which an archive is chosen
   */
  static Optional<Window> of(long from, long until, long now, List<Archive> archives) {
    long oldest = now - archives.getLast().retentionSeconds();
    if (from > now || until < oldest) {
      return Optional.empty();
    }
    long first = Math.max(from, oldest);
    int chosen = 0;
    while (archives.get(chosen).retentionSeconds() < now - first) {
      chosen++;
    }
    List<Integer> steps =
        archives.subList(0, chosen + 1).stream().map(Archive::stepSeconds).toList();
    return Optional.of(aligned(first, Math.min(until, now), steps));
  }

  /** The window of a series that is kept for ever at one step. */
  static Optional<Window> of(long from, long until, long now, int step) {
    return from > now
        ? Optional.empty()
        : Optional.of(aligned(from, Math.min(until, now), List.of(step)));
  }

  private static Window aligned(long from, long until, List<Integer> steps) {
    int step = steps.getLast();
    long start = from - Math.floorMod(from, step) + step;
    long end = until - Math.floorMod(until, step) + step;
    return new Window(start, start == end ? end + step : end, steps);
  }

  int step() {
    return steps.getLast();
  }

  /** The step to ask the storage for: of a coarser archive, or 0 for the finest, raw points. */
  int tier() {
    return steps.size() == 1 ? 0 : step();
  }

  /** The same for points that are the archive's own. */
  Window rolledUp() {
    return new Window(start, end, List.of(step()));
  }

  long slots() {
    return Math.max(0, (end - start) / step());
  }
}
