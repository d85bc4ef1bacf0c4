package tidemark.query.graphite;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code p50}, {@code p99.9}: the value below which so many of a hundred are, between two values in
 * proportion. carbonapi understands it wherever an aggregation is named; graphite-web does not.
 *
 * @param percent from 0 to 100
 */
record PercentileReduction(double percent) implements Reduction {
  private static final Pattern WORD = Pattern.compile("p(\\d{1,3}(?:\\.\\d{1,9})?)");

  static Optional<PercentileReduction> of(String word) {
    Matcher matcher = WORD.matcher(word);
    return matcher.matches() && Double.parseDouble(matcher.group(1)) <= 100
        ? Optional.of(new PercentileReduction(Double.parseDouble(matcher.group(1))))
        : Optional.empty();
  }

  @Override
  public double apply(double[] values, int from, int to) {
    double[] known = Arrays.stream(values, from, to).filter(v -> !Double.isNaN(v)).toArray();
    if (known.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(known);
    double rank = percent / 100 * (known.length - 1);
    int below = (int) rank;
    double part = rank - below;
    return part == 0
        ? known[below]
        : known[below] * (1 - part) + known[Math.min(below + 1, known.length - 1)] * part;
  }
}
