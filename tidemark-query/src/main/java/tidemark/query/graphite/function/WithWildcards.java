package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Reduction;
import tidemark.query.graphite.Signature;
import tidemark.query.graphite.Value;

/**
 * {@code sumSeriesWithWildcards(seriesList, *position)} and its like: series that differ only in
 * the nodes at some positions become one. {@code aggregateWithWildcards} has the aggregation as an
 * argument. The positions count in the name as it is, functions around it included.
 */
final class WithWildcards implements GraphiteFunction {
  private static final Parameter POSITIONS =
      Parameter.optional("position", ParameterType.NODE).repeated();

  private final Signature signature;
  private final Chosen chosen;

  private WithWildcards(Signature signature, Chosen chosen) {
    this.signature = signature;
    this.chosen = chosen;
  }

  /** With a fixed aggregation, whose word names the results. */
  static WithWildcards by(Aggregation aggregation, String word) {
    String name = word + "SeriesWithWildcards";
    return new WithWildcards(
        Signature.of(
            name,
            "Combine",
            "Combines series that differ only in some nodes of their path.",
            name + "(servers.*.load,1)",
            Parameter.seriesList("seriesList"),
            POSITIONS),
        new Chosen(aggregation, word));
  }

  /** With the aggregation as an argument. */
  static WithWildcards any() {
    return new WithWildcards(
        Signature.of(
            "aggregateWithWildcards",
            "Combine",
            "Combines series that differ only in some nodes of their path.",
            "aggregateWithWildcards(servers.*.load,\"max\",1)",
            Parameter.seriesList("seriesList"),
            Parameter.aggregation("func"),
            POSITIONS),
        Chosen.BY_ARGUMENT);
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    Reduction reduction = chosen.of(arguments);
    String shown = chosen.shown(arguments);
    Set<String> positions =
        arguments.values("position").stream().map(Value::toString).collect(Collectors.toSet());
    Map<String, List<GraphiteSeries>> groups =
        arguments.seriesList("seriesList").stream()
            .collect(
                Collectors.groupingBy(
                    s -> without(s.name(), positions), LinkedHashMap::new, Collectors.toList()));
    List<GraphiteSeries> combined = new ArrayList<>();
    groups.forEach((key, members) -> {
      Combining.aggregate(members, reduction, shown).forEach(s -> combined.add(s.aliased(key)));
    });
    return combined;
  }

  private static String without(String name, Set<String> positions) {
    String[] parts = name.split("\\.", -1);
    return IntStream.range(0, parts.length)
        .filter(i -> !positions.contains(Integer.toString(i)))
        .mapToObj(i -> parts[i])
        .collect(Collectors.joining("."));
  }
}
