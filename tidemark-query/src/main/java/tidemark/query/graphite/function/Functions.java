package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.GraphiteFunction;

/** All functions of the render language, sorted by name. A new one is a line here. */
public final class Functions {
  private Functions() {}

  public static final List<GraphiteFunction> ALL =
      List.of(
          new PerValue("absolute", "Takes the sign off each value.", Math::abs),
          new Aggregate(),
          new Alias(),
          new AliasByMetric(),
          new AliasByNodes("aliasByNode", "nodes", "aliasByNode(servers.*.load,1)"),
          new AliasByNodes(
              "aliasByTags", "tags", "aliasByTags(seriesByTag(\"name=cpu\"),\"host\")"),
          new AliasSub(),
          new AsPercent("asPercent"),
          new Threshold("averageAbove", Aggregation.AVERAGE, true),
          new Threshold("averageBelow", Aggregation.AVERAGE, false),
          new CombineSeries("averageSeries", Aggregation.AVERAGE, "average", "Averages series."),
          new CombineSeries("avg", Aggregation.AVERAGE, "average", "Averages series."),
          new ConsolidateBy(),
          new ConstantLine(),
          new CountSeries(),
          new Threshold("currentAbove", Aggregation.LAST, true),
          new Threshold("currentBelow", Aggregation.LAST, false),
          new Derivative(),
          new CombineSeries(
              "diffSeries", Aggregation.DIFF, "diff", "Subtracts all series from the first."),
          new DivideSeries(),
          new MatchName("exclude", "Drops series whose name matches a regular expression.", false),
          new MatchName("grep", "Keeps series whose name matches a regular expression.", true),
          new Group(),
          GroupByNodes.one(),
          GroupByNodes.many(),
          new GroupByTags(),
          Ranking.any("highest", true),
          Ranking.by("highestAverage", Aggregation.AVERAGE, true),
          Ranking.by("highestCurrent", Aggregation.LAST, true),
          Ranking.by("highestMax", Aggregation.MAX, true),
          new Integral(),
          new KeepLastValue(),
          new Limit(),
          Ranking.any("lowest", false),
          Ranking.by("lowestAverage", Aggregation.AVERAGE, false),
          Ranking.by("lowestCurrent", Aggregation.LAST, false),
          new CombineSeries(
              "maxSeries", Aggregation.MAX, "max", "Takes the largest value of series."),
          new Threshold("maximumAbove", Aggregation.MAX, true),
          new Threshold("maximumBelow", Aggregation.MAX, false),
          new CombineSeries(
              "minSeries", Aggregation.MIN, "min", "Takes the smallest value of series."),
          new Threshold("minimumAbove", Aggregation.MIN, true),
          new Threshold("minimumBelow", Aggregation.MIN, false),
          MovingWindow.by("movingAverage", Aggregation.AVERAGE),
          MovingWindow.by("movingMax", Aggregation.MAX),
          MovingWindow.by("movingMedian", Aggregation.MEDIAN),
          MovingWindow.by("movingMin", Aggregation.MIN),
          MovingWindow.by("movingSum", Aggregation.SUM),
          MovingWindow.any(),
          new CombineSeries(
              "multiplySeries", Aggregation.MULTIPLY, "multiply", "Multiplies series."),
          new NPercentile(),
          CounterChange.perStep(),
          new Offset(),
          new AsPercent("pct"),
          CounterChange.perSecond(),
          new PercentileOfSeries(),
          new CombineSeries(
              "rangeOfSeries",
              Aggregation.RANGE,
              "rangeOf",
              "Takes the largest less the smallest value of series."),
          new RemoveEmptySeries(),
          new Scale(),
          new ScaleToSeconds(),
          new SeriesByTag(),
          SortBy.any(),
          SortBy.descending(
              "sortByMaxima",
              Aggregation.MAX,
              "Sorts series by their largest value, the largest first."),
          new SortByName(),
          SortBy.descending(
              "sortByTotal",
              Aggregation.SUM,
              "Sorts series by the sum of their values, the largest first."),
          new CombineSeries(
              "stddevSeries",
              Aggregation.STDDEV,
              "stddev",
              "Takes the standard deviation across series."),
          new Substr(),
          new CombineSeries("sum", Aggregation.SUM, "sum", "Adds series up."),
          new CombineSeries("sumSeries", Aggregation.SUM, "sum", "Adds series up."),
          new Summarize(),
          new TimeShift(),
          new TransformNull());
}
