package tidemark.query.graphite.function;

import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code removeAboveValue(seriesList, n)} and its like: values beyond a number, or beyond a
 * percentile of their own series, become gaps.
 */
final class RemoveBeyond {
  private RemoveBeyond() {}

  /** Beyond a number. */
  static GraphiteFunction value(String name, boolean above) {
    return new EachSeries(
        signature(name, "Drops values " + side(above) + " a number."),
        (s, arguments) -> {
          double n = arguments.number("n");
          return without(s, n, above).named(name + "(" + s.name() + ", " + Numbers.g(n) + ")");
        });
  }

  /** Beyond a percentile. */
  static GraphiteFunction percentile(String name, boolean above) {
    return new EachSeries(
        signature(name, "Drops values " + side(above) + " a percentile of their series."),
        (s, arguments) -> {
          double n = arguments.number("n");
          if (n == 0) {
            throw arguments.refused("n", "there is no 0th percentile");
          }
          String shown = name + "(" + s.name() + ", " + Numbers.g(n) + ")";
          if (!Percentile.has((int) Aggregation.COUNT.apply(s.values()), n)) {
            return s.named(shown); // graphite-web leaves values and tags alone
          }
          return without(s, Percentile.of(s.values(), n, false), above)
              .named(shown)
              .tagged("nPercentile", Numbers.repr(n));
        });
  }

  private static Signature signature(String name, String description) {
    return Signature.of(
        name,
        "Filter Data",
        description,
        name + "(servers.*.load,50)",
        Parameter.seriesList("seriesList"),
        Parameter.number("n"));
  }

  private static String side(boolean above) {
    return above ? "above" : "below";
  }

  private static GraphiteSeries without(GraphiteSeries series, double bound, boolean above) {
    return series.map(v -> (above ? v > bound : v < bound) ? Double.NaN : v);
  }
}
