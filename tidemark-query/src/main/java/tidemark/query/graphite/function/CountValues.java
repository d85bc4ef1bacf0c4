package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code countValues(seriesList, valuesLimit=32)} of carbonapi: one series for each whole value
 * that occurs, of how many series have it at a time. More values than the limit give a single
 * series of zeros whose name says so.
 */
final class CountValues implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "countValues",
          "Combine",
          "Counts how many series have each of the values that occur.",
          "countValues(servers.*.load,10)",
          Parameter.seriesList("seriesList"),
          Parameter.optional("valuesLimit", ParameterType.INTEGER).or(32));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    if (list.isEmpty()) {
      return List.of();
    }
    Rows rows = Rows.of(list);
    int limit = arguments.whole("valuesLimit");
    Map<Long, double[]> counts = new TreeMap<>();
    for (double[] column : rows.columns()) {
      for (int i = 0; i < column.length; i++) {
        if (!Double.isNaN(column[i])) {
          double[] count = counts.get((long) column[i]);
          if (count == null) {
            if (counts.size() >= limit) {
              return List.of(rows.series("valuesLimitReached", new double[rows.length()]));
            }
            arguments.allot(rows.length());
            count = new double[rows.length()];
            counts.put((long) column[i], count);
          }
          count[i]++;
        }
      }
    }
    List<GraphiteSeries> results = new ArrayList<>();
    counts.forEach((value, count) -> results.add(rows.series(Long.toString(value), count)));
    return results;
  }
}
