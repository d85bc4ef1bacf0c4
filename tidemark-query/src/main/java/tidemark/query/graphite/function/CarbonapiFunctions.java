package tidemark.query.graphite.function;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.GraphiteFunction;

/**
 * The functions that carbonapi adds to graphite-web's, sorted by name (contracts/graphite.md 7).
 * They stand apart from {@link Functions#ALL} because {@code /functions} lists what graphite-web
 * has.
 */
public final class CarbonapiFunctions {
  private CarbonapiFunctions() {}

  public static final List<GraphiteFunction> ALL =
      List.of(
          new AliasByBase64(),
          aggregating("average", Aggregation.AVERAGE),
          aggregating("avgSeries", Aggregation.AVERAGE),
          aggregating("avg_zero", Aggregation.AVG_ZERO),
          aggregating("avg_zeroSeries", Aggregation.AVG_ZERO),
          Baseline.median(),
          Baseline.aberration(),
          aggregating("count", Aggregation.COUNT),
          new CountValues(),
          aggregating("current", Aggregation.LAST),
          aggregating("currentSeries", Aggregation.LAST),
          aggregating("diff", Aggregation.DIFF),
          RunningAverage.named("ewma"),
          RunningAverage.named("exponentialWeightedMovingAverage"),
          new Fft(),
          aggregating("first", Aggregation.FIRST),
          aggregating("firstSeries", Aggregation.FIRST),
          new HeatMap(),
          new CarbonapiRanking("highestMin", Aggregation.MIN, true),
          new InverseFft(),
          new IntegralWithReset(),
          new NameTagged(IsNonNull.named("isNotNull")),
          new Join(),
          TwoSeriesWindow.kolmogorovSmirnov("kolmogorovSmirnovTest2"),
          TwoSeriesWindow.kolmogorovSmirnov("ksTest2"),
          aggregating("last", Aggregation.LAST),
          aggregating("lastSeries", Aggregation.LAST),
          Logarithm.named("logarithm"),
          LowPass.named("lowPass"),
          new CarbonapiRanking("lowestMax", Aggregation.MAX, false),
          new CarbonapiRanking("lowestMin", Aggregation.MIN, false),
          LowPass.named("lpf"),
          aggregating("max", Aggregation.MAX),
          aggregating("median", Aggregation.MEDIAN),
          aggregating("medianSeries", Aggregation.MEDIAN),
          aggregating("min", Aggregation.MIN),
          aggregating("multiply", Aggregation.MULTIPLY),
          TwoSeriesWindow.pearson(),
          new PearsonClosest(),
          new Polyfit(),
          new PowSeriesLists(),
          aggregating("range", Aggregation.RANGE),
          aggregating("rangeOf", Aggregation.RANGE),
          aggregating("rangeSeries", Aggregation.RANGE),
          new RemoveZeroSeries(),
          new ScaleAfterTimestamp(),
          ServiceLevel.share(),
          ServiceLevel.errorBudget(),
          aggregating("stddev", Aggregation.STDDEV),
          new TimeShiftByMetric(),
          new NameTagged(LetterCase.of("toLowerCase", text -> text.toLowerCase(Locale.ROOT))),
          new NameTagged(LetterCase.of("toUpperCase", text -> text.toUpperCase(Locale.ROOT))),
          aggregating("total", Aggregation.SUM),
          aggregating("totalSeries", Aggregation.SUM),
          Tukey.above(),
          Tukey.below());

  /** These and graphite-web's: what targets may call. */
  public static List<GraphiteFunction> withGraphites() {
    return Stream.concat(Functions.ALL.stream(), ALL.stream()).toList();
  }

  /** An aggregation as a function over lists. */
  private static GraphiteFunction aggregating(String name, Aggregation aggregation) {
    return new CombineSeries(
        name, aggregation, Aggregation.stem(name), "Combines series by " + aggregation + ".", true);
  }
}
