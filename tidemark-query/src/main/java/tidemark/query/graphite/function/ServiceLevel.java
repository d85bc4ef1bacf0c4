package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code slo(seriesList, interval, method, value)} of carbonapi: the share of values in each
 * interval that are above or below a number; and {@code sloErrorBudget}, by how many seconds of
 * each interval that share exceeds an objective.
 */
final class ServiceLevel implements GraphiteFunction {
  private final Signature signature;

  private ServiceLevel(Signature signature) {
    this.signature = signature;
  }

  static ServiceLevel share() {
    return new ServiceLevel(
        Signature.of(
            "slo",
            "Transform",
            "Shows the share of values in each interval that meet a threshold.",
            "slo(servers.*.load,\"10min\",\"below\",5)",
            parameters()));
  }

  static ServiceLevel errorBudget() {
    List<Parameter> parameters = new ArrayList<>(List.of(parameters()));
    parameters.add(Parameter.number("objective"));
    return new ServiceLevel(
        new Signature(
            "sloErrorBudget",
            "Transform",
            "Shows how many seconds of each interval are left before an objective is missed.",
            "sloErrorBudget(servers.*.load,\"10min\",\"below\",5,0.9)",
            parameters));
  }

  private static Parameter[] parameters() {
    return new Parameter[] {
      Parameter.seriesList("seriesList"),
      Parameter.required("interval", ParameterType.INTERVAL).suggesting("10min", "1h", "1d"),
      Parameter.text("method").offering(List.of("above", "aboveOrEqual", "below", "belowOrEqual")),
      Parameter.number("value")
    };
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<Need> needs(Need outer, Arguments arguments) {
    long missing = Buckets.interval(arguments, "interval") - outer.seconds();
    return missing > 0 ? List.of(outer, outer.earlier(missing)) : List.of(outer);
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    long interval = Buckets.interval(arguments, "interval");
    double value = arguments.number("value");
    DoubleUnaryOperator meets = arguments.read("method", method -> meets(method, value));
    Map<String, GraphiteSeries> longer = new HashMap<>();
    arguments
        .seriesList("seriesList", needs(outer, arguments).getLast())
        .forEach(s -> longer.put(s.name(), s));
    String shown = shown(arguments);
    List<GraphiteSeries> levels = new ArrayList<>();
    for (GraphiteSeries series : arguments.seriesList("seriesList")) {
      GraphiteSeries read = longer.getOrDefault(series.name(), series);
      GraphiteSeries met =
          Buckets.of(
              read.map(meets), read.start(), read.end(), interval, Aggregation.AVERAGE, arguments);
      double[] shares = met.values().clone();
      for (int i = 0; i < shares.length; i++) {
        long length = Math.min(interval, read.end() - met.time(i));
        shares[i] = series.step() > interval ? Double.NaN : level(shares[i], length, arguments);
      }
      levels.add(
          met.onGrid(series.start(), (int) interval, shares)
              .named(signature.name() + "(" + series.name() + shown));
    }
    return levels;
  }

  private boolean isBudget() {
    return signature.name().equals("sloErrorBudget");
  }

  private String shown(Arguments arguments) {
    return ", "
        + arguments.text("interval")
        + ", "
        + arguments.text("method")
        + ", "
        + Numbers.shortest(arguments.number("value"))
        + (isBudget() ? ", " + Numbers.shortest(arguments.number("objective")) : "")
        + ")";
  }

  /**
   * The share itself, or of the budget what is left.
   *
   * @param length of the interval, seconds; the last one may be shorter
   */
  private double level(double share, long length, Arguments arguments) {
    return isBudget() ? (share - arguments.number("objective")) * length : share;
  }

  /** 1 for values that meet the threshold and 0 for those that do not: their mean is the share. */
  private static DoubleUnaryOperator meets(String method, double value) {
    return switch (method) {
      case "above" -> v -> v > value ? 1 : 0;
      case "aboveOrEqual" -> v -> v >= value ? 1 : 0;
      case "below" -> v -> v < value ? 1 : 0;
      case "belowOrEqual" -> v -> v <= value ? 1 : 0;
      default -> throw new InvalidInputException("unknown method `" + method + "`");
    };
  }
}
