package tidemark.query.opentsdb;

import java.util.Arrays;

/**
 * The arithmetic of the aggregators, once for integers and once for doubles (contracts/opentsdb.md
 * 5.4). NaN among doubles is skipped, and only NaN gives NaN, unless said otherwise.
 */
final class Folds {
  private Folds() {}

  static long sum(long[] values, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += values[i];
    }
    return sum;
  }

  static double sum(double[] values, int n) {
    double sum = 0;
    int seen = 0;
    for (int i = 0; i < n; i++) {
      if (!Double.isNaN(values[i])) {
        sum += values[i];
        seen++;
      }
    }
    return seen == 0 ? Double.NaN : sum;
  }

  static long squareSum(long[] values, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += values[i] * values[i];
    }
    return sum;
  }

  static double squareSum(double[] values, int n) {
    double sum = 0;
    int seen = 0;
    for (int i = 0; i < n; i++) {
      if (!Double.isNaN(values[i])) {
        sum += values[i] * values[i];
        seen++;
      }
    }
    return seen == 0 ? Double.NaN : sum;
  }

  static long min(long[] values, int n) {
    long min = values[0];
    for (int i = 1; i < n; i++) {
      min = Math.min(min, values[i]);
    }
    return min;
  }

  static double min(double[] values, int n) {
    double min = Double.NaN;
    for (int i = 0; i < n; i++) {
      if (!(values[i] >= min) && !Double.isNaN(values[i])) {
        min = values[i];
      }
    }
    return min;
  }

  static long max(long[] values, int n) {
    long max = values[0];
    for (int i = 1; i < n; i++) {
      max = Math.max(max, values[i]);
    }
    return max;
  }

  static double max(double[] values, int n) {
    double max = Double.NaN;
    for (int i = 0; i < n; i++) {
      if (!(values[i] <= max) && !Double.isNaN(values[i])) {
        max = values[i];
      }
    }
    return max;
  }

  /** Truncates toward zero. */
  static long avg(long[] values, int n) {
    return sum(values, n) / n;
  }

  static double avg(double[] values, int n) {
    return sum(values, n) / count(values, n);
  }

  /** The element in the upper middle of the sorted values; two middles are not averaged. */
  static long median(long[] values, int n) {
    Arrays.sort(values, 0, n);
    return values[n / 2];
  }

  static double median(double[] values, int n) {
    int real = sortReal(values, n);
    return real == 0 ? Double.NaN : values[real / 2];
  }

  static long mult(long[] values, int n) {
    long product = 1;
    for (int i = 0; i < n; i++) {
      product *= values[i];
    }
    return product;
  }

  /** NaN is not skipped. */
  static double mult(double[] values, int n) {
    double product = 1;
    for (int i = 0; i < n; i++) {
      product *= values[i];
    }
    return product;
  }

  /** The deviation of the doubles, cut to an integer. */
  static long dev(long[] values, int n) {
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double delta = values[i] - mean;
      mean += delta / (i + 1);
      squares += delta * (values[i] - mean);
    }
    return (long) Math.sqrt(squares / n);
  }

  /** The population's standard deviation, by Welford's method; of one value it is 0. */
  static double dev(double[] values, int n) {
    double mean = 0;
    double squares = 0;
    int seen = 0;
    for (int i = 0; i < n; i++) {
      if (!Double.isNaN(values[i])) {
        double delta = values[i] - mean;
        mean += delta / ++seen;
        squares += delta * (values[i] - mean);
      }
    }
    return seen == 0 ? Double.NaN : Math.sqrt(squares / seen);
  }

  static long diff(long[] values, int n) {
    return n == 1 ? 0 : values[n - 1] - values[0];
  }

  /** Last minus first that is not NaN; NaN if the last is. */
  static double diff(double[] values, int n) {
    int first = 0;
    while (first < n - 1 && Double.isNaN(values[first])) {
      first++;
    }
    if (Double.isNaN(values[first])) {
      return Double.NaN;
    }
    return first == n - 1 ? 0 : values[n - 1] - values[first];
  }

  static long count(long[] values, int n) {
    return n;
  }

  /** Of nothing but NaN it is 0. */
  static double count(double[] values, int n) {
    int seen = 0;
    for (int i = 0; i < n; i++) {
      if (!Double.isNaN(values[i])) {
        seen++;
      }
    }
    return seen;
  }

  static long first(long[] values, int n) {
    return values[0];
  }

  /** NaN is not skipped. */
  static double first(double[] values, int n) {
    return values[0];
  }

  static long last(long[] values, int n) {
    return values[n - 1];
  }

  /** NaN is not skipped. */
  static double last(double[] values, int n) {
    return values[n - 1];
  }

  /** Moves the values that are not NaN to the front, sorted; how many they are. */
  static int sortReal(double[] values, int n) {
    int real = 0;
    for (int i = 0; i < n; i++) {
      if (!Double.isNaN(values[i])) {
        values[real++] = values[i];
      }
    }
    Arrays.sort(values, 0, real);
    return real;
  }
}
