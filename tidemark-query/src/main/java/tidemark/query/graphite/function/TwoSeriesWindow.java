package tidemark.query.graphite.function;

import java.util.List;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code pearson(seriesA, seriesB, windowSize)} and {@code ksTest2} of carbonapi: a statistic of
 * two series over the last so many values. As there, the first value stands one step before theirs.
 */
final class TwoSeriesWindow implements GraphiteFunction {
  /** A statistic of two columns over an index range. */
  interface Statistic {
    double of(double[] a, double[] b, int from, int to);
  }

  /** Windows between two looks at the time. */
  private static final int WINDOWS = 1000;

  private final Signature signature;
  private final String shown;
  private final int missing;
  private final Statistic statistic;

  /**
   * @param shown what the result is called
   * @param missing how many windows the first result comes late
   */
  private TwoSeriesWindow(
      String name, String shown, String description, int missing, Statistic statistic) {
    this.shown = shown;
    this.missing = missing;
    this.statistic = statistic;
    this.signature =
        Signature.of(
            name,
            "Calculate",
            description,
            name + "(servers.web01.load,servers.web02.load,6)",
            Parameter.seriesList("seriesA"),
            Parameter.seriesList("seriesB"),
            Parameter.whole("windowSize"));
  }

  static TwoSeriesWindow pearson() {
    return new TwoSeriesWindow(
        "pearson",
        "pearson",
        "Shows how two series correlate over a window of values.",
        0,
        Correlation::of);
  }

  /**
   * @param name {@code ksTest2} is short for {@code kolmogorovSmirnovTest2}
   */
  static TwoSeriesWindow kolmogorovSmirnov(String name) {
    return new TwoSeriesWindow(
        name,
        "kolmogorovSmirnovTest2",
        "Shows how likely the values of two series over a window are of one distribution.",
        1,
        KolmogorovSmirnov::of);
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> a = arguments.seriesList("seriesA");
    List<GraphiteSeries> b = arguments.seriesList("seriesB");
    int window = arguments.whole("windowSize");
    if (a.isEmpty() || b.isEmpty()) {
      return List.of();
    }
    if (a.size() > 1 || b.size() > 1 || window < 1) {
      throw new InvalidInputException(
          signature.name()
              + " takes one series, one series and a window, not "
              + a.size()
              + ", "
              + b.size()
              + " and "
              + window);
    }
    Rows rows = Rows.of(List.of(a.getFirst(), b.getFirst()));
    double[] first = rows.columns()[0];
    double[] second = rows.columns()[1];
    double[] values = new double[Math.min(first.length, second.length)];
    for (int i = 0; i < values.length; i++) {
      if (i % WINDOWS == 0) {
        arguments.checkTime();
      }
      values[i] =
          i + 1 - missing < window
              ? Double.NaN
              : statistic.of(first, second, i + 1 - window, i + 1);
    }
    String name =
        shown + "(" + a.getFirst().name() + "," + b.getFirst().name() + "," + window + ")";
    return List.of(
        a.getFirst().onGrid(rows.start() - rows.step(), rows.step(), values).named(name));
  }
}
