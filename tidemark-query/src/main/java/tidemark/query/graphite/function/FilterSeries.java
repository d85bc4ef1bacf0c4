package tidemark.query.graphite.function;

import java.util.List;
import java.util.function.DoublePredicate;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Reduction;
import tidemark.query.graphite.Signature;

/** {@code filterSeries(seriesList, func, operator, threshold)}: by an aggregation of the values. */
final class FilterSeries implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "filterSeries",
          "Filter Series",
          "Keeps series of which an aggregation compares to a number as asked.",
          "filterSeries(servers.*.load,\"max\",\">\",5)",
          Parameter.seriesList("seriesList"),
          Parameter.aggregation("func"),
          Parameter.text("operator").offering(List.of("!=", "<", "<=", "=", ">", ">=")),
          Parameter.number("threshold"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    Reduction reduction = arguments.reduction("func");
    double threshold = arguments.number("threshold");
    DoublePredicate kept = arguments.read("operator", o -> comparison(o, threshold));
    return arguments.seriesList("seriesList").stream()
        .filter(s -> kept.test(reduction.apply(s.values())))
        .toList();
  }

  /** Unknown is less than every number: it passes {@code <}, {@code <=} and {@code !=}. */
  private static DoublePredicate comparison(String operator, double threshold) {
    return switch (operator) {
      case "=" -> v -> v == threshold;
      case "!=" -> v -> v != threshold;
      case ">" -> v -> v > threshold;
      case ">=" -> v -> v >= threshold;
      case "<" -> v -> !(v >= threshold);
      case "<=" -> v -> !(v > threshold);
      default -> throw new InvalidInputException("Unsupported operator: " + operator);
    };
  }
}
