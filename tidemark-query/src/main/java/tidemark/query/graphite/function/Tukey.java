package tidemark.query.graphite.function;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;
import tidemark.query.graphite.Value;

/**
 * {@code tukeyAbove(seriesList, basis, n, interval=0)} of carbonapi, and {@code tukeyBelow}: the
 * series with most values outside the quartiles of all series by at least {@code basis} times their
 * distance. An interval, in points or as a text, leaves only so much of the end of each series, a
 * negative one all but that; one as long as the series or longer is none.
 */
final class Tukey implements GraphiteFunction {
  private final Signature signature;
  private final boolean above;

  private Tukey(String name, boolean above) {
    this.above = above;
    this.signature =
        Signature.of(
            name,
            "Filter Series",
            "Keeps the series with most outliers " + (above ? "above" : "below") + " the others.",
            name + "(servers.*.load,1.5,5)",
            Parameter.seriesList("seriesList"),
            Parameter.number("basis"),
            Parameter.whole("n"),
            Parameter.optional("interval", ParameterType.INT_OR_INTERVAL).or(0));
  }

  static Tukey above() {
    return new Tukey("tukeyAbove", true);
  }

  static Tukey below() {
    return new Tukey("tukeyBelow", false);
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double basis = arguments.number("basis");
    int n = arguments.whole("n");
    if (n < 1) {
      throw arguments.refused("n", "n must be larger or equal to 1");
    }
    List<Looked> looked =
        arguments.seriesList("seriesList").stream().map(s -> looked(s, arguments)).toList();
    double[] all =
        looked.stream()
            .flatMapToDouble(l -> Arrays.stream(l.values()))
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    if (all.length == 0 || basis <= 0) {
      return List.of();
    }
    double first = all[(int) (0.25 * all.length)];
    double third = all[(int) (0.75 * all.length)];
    double limit = above ? third + basis * (third - first) : first - basis * (third - first);
    return looked.stream()
        .filter(l -> outliers(l, limit) > 0)
        .sorted(Comparator.comparingLong((Looked l) -> outliers(l, limit)).reversed())
        .limit(n)
        .map(Looked::series)
        .toList();
  }

  /** The part of a series that counts. */
  private static Looked looked(GraphiteSeries series, Arguments arguments) {
    long interval =
        arguments.value("interval").orElseThrow() instanceof Value.Text
            ? arguments.interval("interval") / series.step()
            : arguments.whole("interval");
    int size = series.size();
    int from = interval > 0 && interval < size ? (int) (size - interval) : 0;
    int to = interval < 0 && -interval < size ? (int) (size + interval) : size;
    return new Looked(series, Arrays.copyOfRange(series.values(), from, to));
  }

  private long outliers(Looked looked, double limit) {
    return Arrays.stream(looked.values()).filter(v -> above ? v >= limit : v <= limit).count();
  }

  /** A series and those of its values that count. */
  @SuppressWarnings("ArrayRecordComponent") // a column handed through, compared by nobody
  private record Looked(GraphiteSeries series, double[] values) {}
}
