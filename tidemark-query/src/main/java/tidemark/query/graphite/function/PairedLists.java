package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import tidemark.model.CodePoints;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;

/**
 * Two lists combined as carbonapi does it in its {@code ...SeriesLists} functions
 * (contracts/graphite.md 6.1): sorted by name, then pair by pair, by equal names ({@code
 * matching}), or each with the only second one; {@code default} stands in for a second series that
 * is missing and for a list that is empty. A gap in either is a gap.
 *
 * @param word begins the names of the results
 * @param operation on two known values
 */
record PairedLists(String word, DoubleBinaryOperator operation) {
  private static final Comparator<GraphiteSeries> BY_NAME =
      Comparator.comparing(GraphiteSeries::name, CodePoints::compare);

  /** Whether pairs have equal names; by default where the numbers of series differ. */
  static final Parameter MATCHING = Parameter.optional("matching", ParameterType.BOOLEAN);

  /** What stands in for values of a series that is missing. */
  static final Parameter DEFAULT = Parameter.optional("default", ParameterType.FLOAT);

  /** Whether a call asks for it: graphite-web's functions have neither argument. */
  static boolean asked(Arguments arguments) {
    return arguments.has("matching") || arguments.has("default");
  }

  List<GraphiteSeries> of(
      List<GraphiteSeries> firsts, List<GraphiteSeries> seconds, Arguments arguments) {
    OptionalDouble standard = arguments.optionalNumber("default");
    if (firsts.isEmpty() || seconds.isEmpty()) {
      if (standard.isEmpty()) {
        return List.of();
      }
      double value = standard.getAsDouble();
      return firsts.isEmpty()
          ? seconds.stream().sorted(BY_NAME).map(s -> alone(s, v -> with(value, v))).toList()
          : firsts.stream().sorted(BY_NAME).map(s -> alone(s, v -> with(v, value))).toList();
    }
    boolean even = seconds.size() == firsts.size() || seconds.size() == 1;
    boolean matching = arguments.has("matching") ? arguments.flag("matching") : !even;
    if (!matching && !even) {
      throw new InvalidInputException(
          word + "Lists needs as many second series as first ones, or one: not " + seconds.size());
    }
    List<GraphiteSeries> sorted = seconds.stream().sorted(BY_NAME).toList();
    Map<String, GraphiteSeries> named = new HashMap<>();
    sorted.forEach(s -> named.put(s.name(), s));
    List<GraphiteSeries> results = new ArrayList<>();
    int next = 0;
    for (GraphiteSeries first : firsts.stream().sorted(BY_NAME).toList()) {
      GraphiteSeries second =
          matching ? named.get(first.name()) : sorted.get(sorted.size() == 1 ? 0 : next++);
      if (second != null || standard.isPresent()) {
        results.add(pair(first, second, standard.orElse(Double.NaN)));
      }
    }
    return results;
  }

  private double with(double first, double second) {
    return operation.applyAsDouble(first, second);
  }

  private GraphiteSeries alone(GraphiteSeries series, DoubleUnaryOperator result) {
    return series.map(result).named(word + "(" + series.name() + "," + series.name() + ")");
  }

  private GraphiteSeries pair(
      GraphiteSeries first, @Nullable GraphiteSeries second, double standard) {
    if (second == null) {
      return first
          .map(v -> with(v, standard))
          .named(word + "(" + first.name() + "," + Numbers.shortest(standard) + ")");
    }
    Rows rows = Rows.of(List.of(first, second));
    double[] values = new double[rows.length()];
    double[] row = new double[2];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows.row(i, row) == 2 ? with(row[0], row[1]) : Double.NaN;
    }
    return first
        .onGrid(rows.start(), rows.end(), rows.step(), values)
        .named(word + "(" + first.name() + "," + second.name() + ")");
  }
}
