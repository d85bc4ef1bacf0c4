package tidemark.query.graphite;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a list of values, some of them unknown, becomes one: the aggFunc names of the render language
 * (contracts/graphite.md 6). NaN is unknown, as an input and as the result.
 *
 * <p>Sums go from left to right in plain doubles, because that decides the last digits of the
 * recordings.
 */
public enum Aggregation implements Reduction {
  AVERAGE("average", "avg") {
    @Override
    double known(double[] known, int count, int total) {
      return sum(known, count) / count;
    }
  },
  AVG_ZERO("avg_zero") {
    @Override
    double known(double[] known, int count, int total) {
      return sum(known, count) / total;
    }

    @Override
    double none(int total) {
      return total == 0 ? Double.NaN : 0;
    }
  },
  COUNT("count") {
    @Override
    double known(double[] known, int count, int total) {
      return count;
    }

    @Override
    double none(int total) {
      return 0;
    }
  },
  DIFF("diff") {
    @Override
    double known(double[] known, int count, int total) {
      double rest = known[0];
      for (int i = 1; i < count; i++) {
        rest -= known[i];
      }
      return rest;
    }
  },
  /** Only carbonapi has it. */
  FIRST("first") {
    @Override
    double known(double[] known, int count, int total) {
      return known[0];
    }
  },
  LAST("last", "current") {
    @Override
    double known(double[] known, int count, int total) {
      return known[count - 1];
    }
  },
  MAX("max") {
    @Override
    double known(double[] known, int count, int total) {
      double max = known[0];
      for (int i = 1; i < count; i++) {
        max = known[i] > max ? known[i] : max;
      }
      return max;
    }
  },
  MEDIAN("median") {
    @Override
    double known(double[] known, int count, int total) {
      double[] sorted = Arrays.copyOf(known, count);
      Arrays.sort(sorted);
      int middle = count / 2;
      return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
  },
  MIN("min") {
    @Override
    double known(double[] known, int count, int total) {
      double min = known[0];
      for (int i = 1; i < count; i++) {
        min = known[i] < min ? known[i] : min;
      }
      return min;
    }
  },
  MULTIPLY("multiply") {
    @Override
    double known(double[] known, int count, int total) {
      if (count < total) {
        return Double.NaN;
      }
      double product = known[0];
      for (int i = 1; i < count; i++) {
        product *= known[i];
      }
      return product;
    }
  },
  RANGE("range", "rangeOf") {
    @Override
    double known(double[] known, int count, int total) {
      return MAX.known(known, count, total) - MIN.known(known, count, total);
    }
  },
  STDDEV("stddev") {
    @Override
    double known(double[] known, int count, int total) {
      double average = sum(known, count) / count;
      double squares = 0;
      for (int i = 0; i < count; i++) {
        squares += (known[i] - average) * (known[i] - average);
      }
      return Math.sqrt(squares / count);
    }
  },
  SUM("sum", "total") {
    @Override
    double known(double[] known, int count, int total) {
      return sum(known, count);
    }
  };

  private final String word;
  private final String otherWord;

  Aggregation(String word) {
    this(word, word);
  }

  Aggregation(String word, String otherWord) {
    this.word = word;
    this.otherWord = otherWord;
  }

  /** The result over {@code count} known values, at least one, of {@code total}. */
  abstract double known(double[] known, int count, int total);

  /** The result when none of {@code total} values is known. */
  double none(int total) {
    return Double.NaN;
  }

  /** The aggregation of a word such as {@code avg}; {@code avgSeries} is understood too. */
  public static Optional<Aggregation> of(String word) {
    String stem = stem(word);
    for (Aggregation aggregation : values()) {
      if (aggregation.word.equals(stem) || aggregation.otherWord.equals(stem)) {
        return Optional.of(aggregation);
      }
    }
    return Optional.empty();
  }

  /** The word without a {@code Series} at its end. */
  public static String stem(String word) {
    return word.endsWith("Series") ? word.substring(0, word.length() - 6) : word;
  }

  /** All words of graphite-web, sorted: what /functions offers. */
  public static List<String> allWords() {
    return Arrays.stream(values())
        .filter(a -> a != FIRST)
        .flatMap(a -> Stream.of(a.word, a.otherWord))
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public double apply(double[] values, int from, int to) {
    double[] known = new double[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        known[count++] = values[i];
      }
    }
    return count == 0 ? none(to - from) : known(known, count, to - from);
  }

  private static double sum(double[] values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum;
  }
}
