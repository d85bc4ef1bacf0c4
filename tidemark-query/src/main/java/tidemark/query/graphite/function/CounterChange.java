package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code nonNegativeDerivative(seriesList, maxValue=None, minValue=None)} and {@code perSecond}:
 * how much a counter grows, over a wrap or a restart too.
 */
final class CounterChange implements GraphiteFunction {
  private final Signature signature;
  private final boolean perSecond;

  private CounterChange(String name, String description, boolean perSecond) {
    this.perSecond = perSecond;
    this.signature =
        Signature.of(
            name,
            "Transform",
            description,
            name + "(servers.*.requests)",
            Parameter.seriesList("seriesList"),
            Parameter.optional("maxValue", ParameterType.FLOAT),
            Parameter.optional("minValue", ParameterType.FLOAT));
  }

  static CounterChange perStep() {
    return new CounterChange(
        "nonNegativeDerivative", "Shows by how much a counter grows; resets are left out.", false);
  }

  static CounterChange perSecond() {
    return new CounterChange("perSecond", "Shows by how much a counter grows each second.", true);
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double max = arguments.optionalNumber("maxValue").orElse(Double.NaN);
    double min = arguments.optionalNumber("minValue").orElse(Double.NaN);
    return arguments.seriesList("seriesList").stream().map(s -> changes(s, max, min)).toList();
  }

  private GraphiteSeries changes(GraphiteSeries series, double max, double min) {
    double[] values = series.values();
    double[] changes = new double[values.length];
    double before = Double.NaN;
    for (int i = 0; i < changes.length; i++) {
      double value = values[i];
      boolean outside = Double.isNaN(value) || value > max || value < min;
      double change =
          outside || Double.isNaN(before) ? Double.NaN : change(before, value, max, min);
      changes[i] = perSecond ? Numbers.round(change / series.step(), 6) : change;
      before = outside ? Double.NaN : value;
    }
    return series
        .withValues(changes)
        .named(signature.name() + "(" + series.name() + ")")
        .tagged(signature.name(), "1");
  }

  /** A counter that went back either wrapped at its maximum or started again at its minimum. */
  private static double change(double before, double value, double max, double min) {
    if (value >= before) {
      return value - before;
    }
    if (!Double.isNaN(max)) {
      return max + 1 + value - before - (Double.isNaN(min) ? 0 : min);
    }
    return Double.isNaN(min) ? Double.NaN : value - min;
  }
}
