package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.List;
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
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    long interval = Buckets.interval(arguments, "interval");
    boolean budget = signature.name().equals("sloErrorBudget");
    double objective = budget ? arguments.number("objective") : 0;
    String shown =
        ", "
            + arguments.text("interval")
            + ", "
            + arguments.text("method")
            + ", "
            + Numbers.g(arguments.number("value"))
            + (budget ? ", " + Numbers.g(objective) : "")
            + ")";
    double value = arguments.number("value");
    DoubleUnaryOperator meets = arguments.read("method", method -> meets(method, value));
    return arguments.seriesList("seriesList").stream()
        .map(s ->
            Buckets.of(s.map(meets), s.start(), s.end(), interval, Aggregation.AVERAGE, arguments))
        .map(s -> budget ? s.map(share -> (share - objective) * interval) : s)
        .map(s -> s.named(signature.name() + "(" + s.name() + shown))
        .toList();
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
