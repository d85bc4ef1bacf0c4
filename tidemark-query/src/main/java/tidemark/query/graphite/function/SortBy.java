package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Reduction;
import tidemark.query.graphite.Signature;

/**
 * {@code sortBy(seriesList, func='average', reverse=False)}, and {@code sortByMaxima} and {@code
 * sortByTotal} with both fixed: by an aggregation of the values.
 */
final class SortBy implements GraphiteFunction {
  private final Signature signature;
  private final Chosen chosen;

  private SortBy(Signature signature, Chosen chosen) {
    this.signature = signature;
    this.chosen = chosen;
  }

  /** Descending by a fixed aggregation. */
  static SortBy descending(String name, Aggregation aggregation, String description) {
    return new SortBy(
        Signature.of(
            name,
            "Sorting",
            description,
            name + "(servers.*.load)",
            Parameter.seriesList("seriesList")),
        new Chosen(aggregation, ""));
  }

  /** By arguments. */
  static SortBy any() {
    return new SortBy(
        Signature.of(
            "sortBy",
            "Sorting",
            "Sorts series by an aggregation of their values.",
            "sortBy(servers.*.load,\"max\",true)",
            Parameter.seriesList("seriesList"),
            Parameter.aggregation("func").or("average"),
            Parameter.optional("reverse", ParameterType.BOOLEAN).or(false)),
        Chosen.BY_ARGUMENT);
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    Reduction reduction = chosen.of(arguments);
    boolean descending = chosen.isFixed() || arguments.flag("reverse");
    return Sorting.by(
        arguments.seriesList("seriesList"), s -> reduction.apply(s.values()), descending);
  }
}
