package tidemark.relay.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import tidemark.relay.language.Rule.Compute;
import tidemark.relay.language.Rule.ComputeFunction;

/** What one result needs to know of the values in one span of time. Guarded by its series. */
final class Bucket {
  private static final int FIRST_VALUES = 8;

  private int count;
  private double sum;
  private double max = Double.NEGATIVE_INFINITY;
  private double min = Double.POSITIVE_INFINITY;
  private double[] values = {};

  boolean isEmpty() {
    return count == 0;
  }

  void add(double value, boolean keep) {
    if (keep) {
      if (count == values.length) {
        values = Arrays.copyOf(values, Math.max(FIRST_VALUES, count * 2));
      }
      values[count] = value;
    }
    count++;
    sum += value;
    max = Math.max(max, value);
    min = Math.min(min, value);
  }

  /** Writes it for {@link #load} (docs/formats/journal.md). */
  void save(DataOutput out, boolean keep) throws IOException {
    out.writeInt(count);
    if (count == 0) {
      return;
    }
    out.writeDouble(sum);
    out.writeDouble(max);
    out.writeDouble(min);
    for (int i = 0; keep && i < count; i++) {
      out.writeDouble(values[i]);
    }
  }

  /** Reads what {@link #save} wrote. */
  static Bucket load(DataInput in, boolean keep) throws IOException {
    Bucket bucket = new Bucket();
    bucket.count = in.readInt();
    if (bucket.count == 0) {
      return bucket;
    }
    bucket.sum = in.readDouble();
    bucket.max = in.readDouble();
    bucket.min = in.readDouble();
    bucket.values = new double[keep ? bucket.count : 0];
    for (int i = 0; i < bucket.values.length; i++) {
      bucket.values[i] = in.readDouble();
    }
    return bucket;
  }

  /** Whether a function needs the values one by one. */
  static boolean keepsValues(ComputeFunction function) {
    return switch (function) {
      case MEDIAN, PERCENTILE, VARIANCE, STDDEV -> true;
      case SUM, COUNT, MAX, MIN, AVERAGE -> false;
    };
  }

  /** The result as it is written. */
  String result(Compute compute) {
    return switch (compute.function()) {
      case COUNT -> Integer.toString(count);
      case SUM -> CNumber.f(sum);
      case MAX -> CNumber.f(max);
      case MIN -> CNumber.f(min);
      case AVERAGE -> CNumber.f(sum / count);
      case MEDIAN -> CNumber.f(percentile(50));
      case PERCENTILE -> CNumber.f(percentile(compute.percentile()));
      case VARIANCE -> CNumber.f(variance());
      case STDDEV -> CNumber.f(Math.sqrt(variance()));
    };
  }

  /** The nearest rank, as the original rounds it; sorted as numbers, which the original is not. */
  private double percentile(int percent) {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    int rank = (int) (percent / 100.0 * count + 0.9);
    return sorted[Math.clamp(rank, 1, count) - 1];
  }

  /** Over all values, not a sample's. */
  private double variance() {
    double mean = sum / count;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    return squares / count;
  }
}
