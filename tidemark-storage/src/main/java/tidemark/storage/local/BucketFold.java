package tidemark.storage.local;

import java.util.Arrays;
import tidemark.model.Points;
import tidemark.storage.Downsample;
import tidemark.storage.local.block.Summary;
import tidemark.storage.local.codec.Columns;

/**
 * Makes one point of those in each bucket, from points and from summaries of points, both in
 * ascending order of time. Reused after {@link #start}. One thread.
 */
final class BucketFold {
  private Downsample how = new Downsample(1, 0, Downsample.Function.COUNT);
  private long[] times = new long[64];
  private double[] values = new double[64];
  private int size;

  private long bucket;
  private int points;
  private int seen;
  private double first;
  private double last;
  private double min;
  private double max;
  private double sum;

  /** Begins anew. */
  void start(Downsample downsample) {
    how = downsample;
    size = 0;
    points = 0;
  }

  /** Adds points {@code from} to {@code to} of sorted columns. */
  void add(Columns columns, int from, int to) {
    for (int i = from; i < to; ) {
      long time = columns.timestamp(i);
      enter(how.bucket(time));
      long next = bucket + how.width();
      int end = next < bucket ? to : Math.min(to, columns.lowerBound(next));
      for (int begin = i; i < end; i++) {
        double value = columns.value(i);
        if (i == begin && points == 0) {
          first = value;
        }
        last = value;
        points++;
        if (!Double.isNaN(value)) {
          add(1, value, value, value);
        }
      }
    }
  }

  /** Adds points of which all lie in one bucket, see {@link #inOneBucket}. */
  void add(Summary summary) {
    enter(how.bucket(summary.from()));
    first = points == 0 ? summary.first() : first;
    last = summary.last();
    points += summary.count();
    add(summary.count(), summary.min(), summary.max(), summary.sum());
  }

  private void add(int count, double least, double greatest, double total) {
    min = seen == 0 || least < min ? least : min;
    max = seen == 0 || greatest > max ? greatest : max;
    sum = (seen == 0 ? 0 : sum) + total;
    seen += count;
  }

  /** Whether no bucket begins within a summary. */
  boolean inOneBucket(Summary summary) {
    return how.bucket(summary.from()) == how.bucket(summary.through());
  }

  private void enter(long next) {
    if (points > 0 && next == bucket) {
      return;
    }
    leave();
    bucket = next;
    points = 0;
    seen = 0;
  }

  private void leave() {
    if (points > 0) {
      if (size == times.length) {
        times = Arrays.copyOf(times, size * 2);
        values = Arrays.copyOf(values, size * 2);
      }
      times[size] = bucket;
      values[size++] = value();
    }
  }

  private double value() {
    return switch (how.function()) {
      case AVERAGE -> seen == 0 ? Double.NaN : sum / seen;
      case COUNT -> seen;
      case FIRST -> first;
      case LAST -> last;
      case MAX -> seen == 0 ? Double.NaN : max;
      case MIN -> seen == 0 ? Double.NaN : min;
      case SUM -> seen == 0 ? Double.NaN : sum;
    };
  }

  /** What the buckets became; valid until the next {@link #start}. */
  Points points() {
    leave();
    points = 0;
    return size == 0 ? Points.NONE : new Points.Irregular(times, values, size, null);
  }
}
