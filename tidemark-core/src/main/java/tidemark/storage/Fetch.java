package tidemark.storage;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tidemark.model.Selector;
import tidemark.model.TimeRange;
import tidemark.retention.Rollup;

/**
 * A question to a {@link Storage}.
 *
 * @param now the request's clock in ms, for the choice of archive
 * @param step of the archive that answers the question, in ms: a series whose retention has it may
 *     be answered by that archive's points ({@code Series.step} says so); 0 asks for raw points
 * @param rollup how points may be joined when {@code step} is not 0
 * @param empty whether a series without points in the range is handed out too, if it has a stored
 *     point anywhere (Graphite), or not (OpenTSDB)
 * @param last 0, or the number of points wanted from the end of the range
 * @param downsample null, or what the raw points will be made into: an engine may do it, and then
 *     hands out one point at the start of each bucket that has points, and its width as {@code
 *     Series.step}
 * @param maxSeries the answer fails with StorageException LIMIT beyond this many series
 * @param stop polled per series; true ends the read without an error
 */
public record Fetch(
    Selector selector,
    TimeRange range,
    long now,
    long step,
    Rollup rollup,
    boolean empty,
    int last,
    @Nullable Downsample downsample,
    int maxSeries,
    BooleanSupplier stop) {

  /** Raw points of a selection, those series that have any, without limits. */
  public static Fetch raw(Selector selector, TimeRange range, long now) {
    return new Fetch(
        selector, range, now, 0, Rollup.AVERAGE, false, 0, null, Integer.MAX_VALUE, () -> false);
  }

  /**
   * The same, of an archive that is kept at this step, ms, where a series has one; 0: raw points.
   */
  public Fetch withStep(long milliseconds) {
    return new Fetch(
        selector, range, now, milliseconds, rollup, empty, last, downsample, maxSeries, stop);
  }

  /** The same, with series that have no point in the range. */
  public Fetch withEmpty() {
    return new Fetch(selector, range, now, step, rollup, true, last, downsample, maxSeries, stop);
  }

  /** The same, with only the last points of each series. */
  public Fetch withLast(int count) {
    return new Fetch(selector, range, now, step, rollup, empty, count, downsample, maxSeries, stop);
  }

  /** The same, of which one point a bucket is needed; null: all points. */
  public Fetch withDownsample(@Nullable Downsample wish) {
    return new Fetch(selector, range, now, step, rollup, empty, last, wish, maxSeries, stop);
  }

  /** The same, bounded and cancellable. */
  public Fetch within(int seriesLimit, BooleanSupplier stopFlag) {
    return new Fetch(
        selector, range, now, step, rollup, empty, last, downsample, seriesLimit, stopFlag);
  }
}
