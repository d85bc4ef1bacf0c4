package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tidemark.model.CodePoints;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;
import tidemark.query.graphite.Value;

/**
 * {@code weightedAverage(seriesListAvg, seriesListWeight, *nodes)}: averages combined by weights
 * that have some nodes of their path alike.
 */
final class WeightedAverage implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "weightedAverage",
          "Combine",
          "Combines averages by the weights that belong to them.",
          "weightedAverage(servers.*.load,servers.*.load,1)",
          Parameter.seriesList("seriesListAvg"),
          Parameter.seriesList("seriesListWeight"),
          Parameter.optional("nodes", ParameterType.NODE_OR_TAG).repeated());

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> averages = arguments.seriesList("seriesListAvg");
    List<GraphiteSeries> weights = arguments.seriesList("seriesListWeight");
    if (averages.size() != weights.size()) {
      throw new InvalidInputException(
          "weightedAverage must receive the same number of series for seriesListAvg and"
              + " seriesListWeight but received respectively "
              + averages.size()
              + " and "
              + weights.size());
    }
    List<Value> nodes = arguments.values("nodes");
    Map<String, GraphiteSeries> weightOf = new LinkedHashMap<>();
    weights.forEach(s -> weightOf.put(Nodes.key(s, nodes), s));
    Map<String, GraphiteSeries> averageOf = new LinkedHashMap<>();
    averages.forEach(s -> averageOf.put(Nodes.key(s, nodes), s));
    List<GraphiteSeries> products = new ArrayList<>();
    averageOf.forEach((key, average) -> {
      GraphiteSeries weight = weightOf.get(key);
      if (weight != null) {
        products.addAll(
            Combining.aggregate(List.of(average, weight), Aggregation.MULTIPLY, "multiply", 0));
      }
    });
    if (products.isEmpty()) {
      return List.of();
    }
    GraphiteSeries sum = Combining.aggregate(products, Aggregation.SUM, "sum", 0).getFirst();
    GraphiteSeries total = Combining.aggregate(weights, Aggregation.SUM, "sum", 0).getFirst();
    String shown = nodes.stream().map(Value::toString).collect(Collectors.joining(","));
    String name =
        "weightedAverage("
            + expressions(averages)
            + ", "
            + expressions(weights)
            + ", "
            + shown
            + ")";
    return List.of(DivideSeries.divide(sum, total).named(name).withTags(Map.of("name", name)));
  }

  private static String expressions(List<GraphiteSeries> list) {
    return list.stream()
        .map(GraphiteSeries::pathExpression)
        .distinct()
        .sorted(CodePoints::compare)
        .collect(Collectors.joining(","));
  }
}
