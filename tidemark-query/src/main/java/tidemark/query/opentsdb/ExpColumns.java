package tidemark.query.opentsdb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;

/**
 * The series under one id of /api/query/exp, each with values by time: those of a metric as read,
 * those of an expression computed over the series of its variables that have the same tags.
 *
 * @param fill what stands for a time at which a series has no value
 */
record ExpColumns(List<One> series, double fill) {
  /** A series: the metrics it was made of, the tags they share, and those they do not. */
  record One(
      Set<String> metrics,
      Map<String, String> tags,
      Set<String> aggregated,
      Map<Long, Double> values) {}

  /** Of a metric. */
  static ExpColumns of(List<OutputSeries> answer, ExpBody.@Nullable Fill fill) {
    List<One> series = new ArrayList<>();
    for (OutputSeries each : answer) {
      Map<Long, Double> values = new TreeMap<>();
      for (int i = 0; i < each.dps().size(); i++) {
        values.put(each.dps().time(i), each.dps().value(i));
      }
      series.add(
          new One(
              Set.of(each.metric()),
              each.tags(),
              new LinkedHashSet<>(each.aggregateTags()),
              values));
    }
    return new ExpColumns(series, fill == null ? Double.NaN : fill.value());
  }

  /**
   * Of an expression.
   *
   * @param known what its variables mean
   * @throws InvalidInputException if one means nothing
   */
  static ExpColumns of(ExpBody.Formulated expression, Map<String, ExpColumns> known) {
    Formula formula = Formula.parse(expression.expr());
    List<ExpColumns> inputs = new ArrayList<>();
    for (String name : formula.names()) {
      ExpColumns input = known.get(name);
      if (input == null) {
        throw new InvalidInputException(
            "Expression [" + expression.expr() + "] was missing input " + name);
      }
      inputs.add(input);
    }
    List<One> out = new ArrayList<>();
    for (List<@Nullable One> row : join(inputs, expression)) {
      out.add(compute(formula, inputs, row));
    }
    ExpBody.Fill fill = expression.fill();
    return new ExpColumns(out, fill == null ? Double.NaN : fill.value());
  }

  /** Rows of one series for each input, null where an input has none with these tags. */
  private static List<List<@Nullable One>> join(
      List<ExpColumns> inputs, ExpBody.Formulated expression) {
    Map<Object, List<@Nullable One>> rows = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      for (One one : inputs.get(i).series()) {
        Object key = expression.aggTags() ? List.of(one.tags(), one.aggregated()) : one.tags();
        List<@Nullable One> row =
            rows.computeIfAbsent(
                key,
                k -> {
                  List<@Nullable One> empty = new ArrayList<>();
                  inputs.forEach(input -> empty.add(null));
                  return empty;
                });
        row.set(i, one);
      }
    }
    return rows.values().stream().filter(row -> !expression.all() || !row.contains(null)).toList();
  }

  private static One compute(Formula formula, List<ExpColumns> inputs, List<@Nullable One> row) {
    Set<Long> times = new TreeSet<>();
    // A constant alone has no times, and a row without a series none either.
    inputs.forEach(input -> input.series().forEach(one -> times.addAll(one.values().keySet())));
    Set<String> metrics = new LinkedHashSet<>();
    Map<String, String> tags = new LinkedHashMap<>();
    Set<String> aggregated = new LinkedHashSet<>();
    for (One one : row) {
      if (one != null) {
        metrics.addAll(one.metrics());
        tags.putAll(one.tags());
        aggregated.addAll(one.aggregated());
      }
    }
    Map<Long, Double> values = new TreeMap<>();
    double[] variables = new double[inputs.size()];
    for (long time : times) {
      for (int i = 0; i < variables.length; i++) {
        One one = row.get(i);
        double fill = inputs.get(i).fill();
        variables[i] = one == null ? fill : one.values().getOrDefault(time, fill);
      }
      values.put(time, formula.of(variables));
    }
    return new One(metrics, tags, aggregated, values);
  }
}
