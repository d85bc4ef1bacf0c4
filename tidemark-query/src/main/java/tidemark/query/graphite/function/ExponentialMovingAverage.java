package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code exponentialMovingAverage(seriesList, windowSize)}: each value weighs in by {@code 2 / (n +
 * 1)}, where n counts the seconds of a window that is given as an interval (contracts/graphite.md
 * 6.7). The first point shown is the average of the window before the range.
 */
final class ExponentialMovingAverage implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "exponentialMovingAverage",
          "Calculate",
          "Shows an average in which older values count less and less.",
          "exponentialMovingAverage(servers.*.load,10)",
          Parameter.seriesList("seriesList"),
          Parameter.required("windowSize", ParameterType.INT_OR_INTERVAL)
              .suggesting("5", "7", "10", "1min", "5min", "10min", "30min", "1hour"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<Need> needs(Need outer, Arguments arguments) {
    return List.of(outer.earlier(MovingWindow.preview(outer, arguments)));
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    boolean interval = MovingWindow.isInterval(arguments);
    long preview = MovingWindow.preview(outer, arguments);
    String window = arguments.text("windowSize");
    String shown = interval ? "\"" + window + "\"" : window;
    double size = interval ? preview : Math.abs((double) arguments.whole("windowSize"));
    return arguments.seriesList("seriesList").stream()
        .map(s -> {
          int points = (int) Math.min(s.size(), interval ? Math.floorDiv(preview, s.step()) : size);
          return s.onGrid(
                  s.start() + preview,
                  s.end(),
                  s.step(),
                  averages(s.values(), points, 2 / (size + 1)))
              .named("exponentialMovingAverage(" + s.name() + "," + shown + ")")
              .tagged("exponentialMovingAverage", window);
        })
        .toList();
  }

  private static double[] averages(double[] values, int points, double weight) {
    double average = Aggregation.AVERAGE.apply(values, 0, points);
    average = Double.isNaN(average) ? 0 : average;
    double[] averages = new double[values.length - points + 1];
    averages[0] = Numbers.round(average, 6);
    for (int i = points; i < values.length; i++) {
      double value = values[i];
      if (!Double.isNaN(value)) {
        average = weight * value + (1 - weight) * average;
      }
      averages[i - points + 1] = Double.isNaN(value) ? value : Numbers.round(average, 6);
    }
    return averages;
  }
}
