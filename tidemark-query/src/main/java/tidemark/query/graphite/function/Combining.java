package tidemark.query.graphite.function;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Reduction;

/** What the functions that make one series of many have in common. */
final class Combining {
  private Combining() {}

  /** One series by an aggregation, none for none: {@code sumSeries(a.*)}. */
  static List<GraphiteSeries> aggregate(
      List<GraphiteSeries> list, Reduction reduction, String word, double xFilesFactor) {
    if (list.isEmpty()) {
      return List.of();
    }
    Rows rows = Rows.of(list);
    String name = word + "Series(" + expressions(list) + ")";
    return List.of(
        rows.series(name, rows.aggregate(reduction, xFilesFactor))
            .withTags(commonTags(list, name))
            .tagged("aggregatedBy", word)
            .withXFilesFactor(xFilesFactor));
  }

  /** By the factor of the series themselves. */
  static List<GraphiteSeries> aggregate(
      List<GraphiteSeries> list, Reduction reduction, String word) {
    return aggregate(list, reduction, word, xFilesFactor(list));
  }

  /** The strictest factor of some series: the part of them that must be known. */
  static double xFilesFactor(List<GraphiteSeries> list) {
    double strictest = 0;
    for (GraphiteSeries series : list) {
      strictest = Math.max(strictest, series.xFilesFactor());
    }
    return strictest;
  }

  /** The distinct expressions of series, in order of appearance, joined by commas. */
  static String expressions(List<GraphiteSeries> list) {
    return list.stream()
        .map(GraphiteSeries::pathExpression)
        .distinct()
        .collect(Collectors.joining(","));
  }

  /** The tags that all series have alike; a name that differs is replaced by the result's. */
  static Map<String, String> commonTags(List<GraphiteSeries> list, String name) {
    Map<String, String> common = new TreeMap<>(list.getFirst().tags());
    for (GraphiteSeries series : list) {
      common.entrySet().removeIf(tag -> !tag.getValue().equals(series.tags().get(tag.getKey())));
    }
    common.putIfAbsent("name", name);
    return common;
  }
}
