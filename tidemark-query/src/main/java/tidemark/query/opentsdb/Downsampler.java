package tidemark.query.opentsdb;

import java.time.ZoneId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes one double of the points of each bucket, stamped with the start of the bucket; nothing is
 * interpolated (contracts/opentsdb.md 5.4). Stateless: one is used for all series of a sub-query.
 */
final class Downsampler {
  private final Downsampling how;
  private final @Nullable Buckets buckets;
  private final long start;
  private final long end;
  private final long scanStart;
  private final boolean joined;

  /**
   * A downsampler for a query's range.
   *
   * @param start the query's, inclusive
   * @param end the query's, inclusive
   * @param scanStart from where points are given
   * @param joined whether the storage has joined them already, by {@link Downsampling#wish}
   */
  Downsampler(Downsampling how, ZoneId zone, long start, long end, long scanStart, boolean joined) {
    this.joined = joined;
    this.how = how;
    this.start = start;
    this.end = end;
    this.scanStart = scanStart;
    Interval interval = how.interval();
    this.buckets = interval == null ? null : Buckets.of(interval, how.calendar(), zone);
  }

  Column apply(Column points) {
    if (buckets == null) {
      return all(points);
    }
    return how.fill() == FillPolicy.NONE ? present(points, buckets) : filled(points, buckets);
  }

  /** One value for the range, its end exclusive. */
  private Column all(Column points) {
    int from = 0;
    while (from < points.size() && points.time(from) < start) {
      from++;
    }
    int to = from;
    while (to < points.size() && points.time(to) < end) {
      to++;
    }
    var out = new Column(1);
    if (to > from) {
      out.add(start, fold(points, from, to, new double[to - from]));
    }
    return out;
  }

  private Column present(Column points, Buckets grid) {
    long bucket = grid.floor(scanStart);
    long first = bucket < scanStart ? grid.next(bucket) : bucket;
    var out = new Column(16);
    double[] scratch = new double[16];
    int from = 0;
    while (from < points.size()) {
      bucket = grid.seek(bucket, points.time(from));
      int to = endOf(points, from, grid.next(bucket));
      if (bucket >= first) {
        scratch = room(scratch, to - from);
        out.add(bucket, fold(points, from, to, scratch));
      }
      from = to;
    }
    return out;
  }

  private Column filled(Column points, Buckets grid) {
    var out = new Column(16);
    double[] scratch = new double[16];
    int from = 0;
    for (long bucket = grid.floor(scanStart); within(bucket, grid); bucket = grid.next(bucket)) {
      int to = endOf(points, from, grid.next(bucket));
      if (to == from) {
        out.add(bucket, how.fill().value());
      } else {
        scratch = room(scratch, to - from);
        out.add(bucket, fold(points, from, to, scratch));
      }
      from = to;
    }
    return out;
  }

  /**
   * A bucket that starts exactly at the end is filled (case 441), but not on a calendar (case 778).
   */
  private boolean within(long bucket, Buckets grid) {
    return grid instanceof Buckets.Calendar ? bucket < end : bucket <= end;
  }

  private static int endOf(Column points, int from, long bucketEnd) {
    int to = from;
    while (to < points.size() && points.time(to) < bucketEnd) {
      to++;
    }
    return to;
  }

  private static double[] room(double[] scratch, int n) {
    return scratch.length < n ? Arrays.copyOf(scratch, n * 2) : scratch;
  }

  private double fold(Column points, int from, int to, double[] scratch) {
    if (joined) {
      return points.value(from);
    }
    for (int i = from; i < to; i++) {
      scratch[i - from] = points.value(i);
    }
    return how.function().doubles().of(scratch, to - from);
  }
}
