package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
 * {@code asPercent(seriesList, total=None, *nodes)}: each series as a part of a hundred of a total.
 */
final class AsPercent implements GraphiteFunction {
  private final Signature signature;

  AsPercent(String name) {
    this.signature =
        Signature.of(
            name,
            "Combine",
            "Shows series as percents of their sum, of other series or of a number.",
            name + "(servers.*.load)",
            Parameter.seriesList("seriesList"),
            Parameter.optional("total", ParameterType.ANY),
            Parameter.optional("nodes", ParameterType.NODE_OR_TAG).repeated());
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    if (list.isEmpty()) {
      return List.of();
    }
    return arguments.values("nodes").isEmpty()
        ? ungrouped(list, arguments)
        : grouped(list, arguments);
  }

  private static List<GraphiteSeries> ungrouped(List<GraphiteSeries> list, Arguments arguments) {
    Optional<Value> literal = arguments.value("total");
    if (literal.isPresent() && !(literal.get() instanceof Value.None)) {
      double total = number(literal.get());
      String shown = literal.get().toString();
      return list.stream()
          .map(s -> s.map(v -> total == 0 ? Double.NaN : v / total * 100))
          .map(s -> rename(s, s.name(), shown))
          .toList();
    }
    if (!arguments.has("total") || literal.isPresent()) {
      GraphiteSeries sum = sum(list);
      return list.stream().map(s -> percent(s, sum, sum.name())).toList();
    }
    List<GraphiteSeries> totals = arguments.seriesList("total");
    if (totals.size() == 1) {
      GraphiteSeries total = totals.getFirst();
      return list.stream().map(s -> percent(s, total, total.name())).toList();
    }
    if (totals.size() != list.size()) {
      throw new InvalidInputException(
          "asPercent second argument must be missing, a single digit, reference exactly 1 series or"
              + " reference the same number of series as the first argument");
    }
    Comparator<GraphiteSeries> byName =
        Comparator.comparing(GraphiteSeries::name, CodePoints::compare);
    List<GraphiteSeries> sorted = list.stream().sorted(byName).toList();
    List<GraphiteSeries> sortedTotals = totals.stream().sorted(byName).toList();
    List<GraphiteSeries> percents = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      percents.add(percent(sorted.get(i), sortedTotals.get(i), sortedTotals.get(i).name()));
    }
    return percents;
  }

  private static double number(Value value) {
    return switch (value) {
      case Value.Whole(long whole) -> whole;
      case Value.Real(double real) -> real;
      case Value.Truth(boolean truth) -> truth ? 1 : 0; // as Python counts it
      case Value other -> throw new InvalidInputException("asPercent total is no number: " + other);
    };
  }

  private static List<GraphiteSeries> grouped(List<GraphiteSeries> list, Arguments arguments) {
    List<Value> nodes = arguments.values("nodes");
    Map<String, List<GraphiteSeries>> groups = group(list, nodes);
    Optional<Value> literal = arguments.value("total");
    if (literal.isPresent() && !(literal.get() instanceof Value.None)) {
      throw new InvalidInputException("total must be None or a seriesList");
    }
    boolean given = arguments.has("total") && literal.isEmpty();
    Map<String, List<GraphiteSeries>> totals =
        given ? group(arguments.seriesList("total"), nodes) : groups;
    Map<String, GraphiteSeries> sums = new LinkedHashMap<>();
    totals.forEach(
        (key, members) -> sums.put(key, members.size() == 1 ? members.getFirst() : sum(members)));
    Set<String> keys = new TreeSet<>(CodePoints::compare);
    keys.addAll(groups.keySet());
    keys.addAll(sums.keySet());
    List<GraphiteSeries> percents = new ArrayList<>();
    for (String key : keys) {
      GraphiteSeries total = sums.get(key);
      List<GraphiteSeries> members = groups.get(key);
      if (members == null && total != null) {
        percents.add(rename(unknown(total), "MISSING", total.name()));
      }
      for (GraphiteSeries member : members == null ? List.<GraphiteSeries>of() : members) {
        percents.add(
            total == null
                ? rename(unknown(member), member.name(), "MISSING")
                : percent(member, total, total.name()));
      }
    }
    return percents;
  }

  private static Map<String, List<GraphiteSeries>> group(
      List<GraphiteSeries> list, List<Value> nodes) {
    return list.stream()
        .collect(
            Collectors.groupingBy(
                s -> Nodes.key(s, nodes), LinkedHashMap::new, Collectors.toList()));
  }

  private static GraphiteSeries sum(List<GraphiteSeries> list) {
    return Combining.aggregate(list, Aggregation.SUM, "sum").getFirst();
  }

  private static GraphiteSeries unknown(GraphiteSeries series) {
    return series.map(v -> Double.NaN);
  }

  private static GraphiteSeries percent(GraphiteSeries series, GraphiteSeries total, String shown) {
    Rows rows = Rows.of(List.of(series, total));
    double[] values = new double[rows.length()];
    double[] row = new double[2];
    for (int i = 0; i < values.length; i++) {
      rows.row(i, row);
      values[i] = row[1] == 0 ? Double.NaN : row[0] / row[1] * 100;
    }
    return rename(
        series.onGrid(rows.start(), rows.end(), rows.step(), values), series.name(), shown);
  }

  private static GraphiteSeries rename(GraphiteSeries series, String name, String total) {
    String shown = "asPercent(" + name + "," + total + ")";
    return series.named(shown).withXFilesFactor(0).withTags(Map.of("name", shown));
  }
}
