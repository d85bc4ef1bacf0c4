package tidemark.query.graphite.function;

import java.util.Arrays;
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
 * series with most values outside the quartiles of all series by more than {@code basis} times
 * their distance, in the last {@code interval} points only when it is given.
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
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    double[] all =
        list.stream()
            .flatMapToDouble(s -> Arrays.stream(s.values()))
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    if (all.length == 0) {
      return List.of();
    }
    double first = all[all.length / 4];
    double third = all[all.length * 3 / 4];
    double reach = arguments.number("basis") * (third - first);
    double limit = above ? third + reach : first - reach;
    List<GraphiteSeries> odd =
        list.stream().filter(s -> outliers(s, arguments, limit) > 0).toList();
    return Slice.first(
        Sorting.by(odd, s -> outliers(s, arguments, limit), true), arguments.whole("n"));
  }

  private double outliers(GraphiteSeries series, Arguments arguments, double limit) {
    long points =
        arguments.value("interval").orElseThrow() instanceof Value.Text
            ? arguments.interval("interval") / series.step()
            : arguments.whole("interval");
    double[] values = series.values();
    int from = points > 0 ? (int) Math.max(0, values.length - points) : 0;
    int count = 0;
    for (int i = from; i < values.length; i++) {
      count += (above ? values[i] > limit : values[i] < limit) ? 1 : 0;
    }
    return count;
  }
}
