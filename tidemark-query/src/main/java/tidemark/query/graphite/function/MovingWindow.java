package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * {@code movingAverage(seriesList, windowSize, xFilesFactor=None)} and its like, and {@code
 * movingWindow} with the aggregation as an argument: each value from those of a window that ends
 * with it.
 *
 * <p>The window reaches back before the range, so more is read. A window given as a number of
 * points depends on the step, which is known only when the series have been read once
 * (contracts/graphite.md 6.7).
 */
final class MovingWindow implements GraphiteFunction {
  private static final List<Parameter> WINDOW =
      List.of(
          Parameter.seriesList("seriesList"),
          Parameter.required("windowSize", ParameterType.INT_OR_INTERVAL)
              .suggesting("5", "7", "10", "1min", "5min", "10min", "30min", "1hour"));
  private static final Parameter FACTOR = Parameter.optional("xFilesFactor", ParameterType.FLOAT);

  private final Signature signature;
  private final Chosen chosen;

  private MovingWindow(Signature signature, Chosen chosen) {
    this.signature = signature;
    this.chosen = chosen;
  }

  /** With a fixed aggregation. */
  static MovingWindow by(String name, Aggregation aggregation) {
    return new MovingWindow(
        new Signature(
            name,
            "Calculate",
            "Shows the "
                + aggregation.name().toLowerCase(Locale.ROOT)
                + " of the values so far in a window.",
            name + "(servers.*.load,10)",
            List.of(WINDOW.getFirst(), WINDOW.getLast(), FACTOR)),
        new Chosen(aggregation, ""));
  }

  /** With the aggregation as an argument. */
  static MovingWindow any() {
    return new MovingWindow(
        new Signature(
            "movingWindow",
            "Calculate",
            "Shows an aggregation of the values so far in a window.",
            "movingWindow(servers.*.load,10,\"max\")",
            List.of(
                WINDOW.getFirst(),
                WINDOW.getLast(),
                Parameter.aggregation("func").or("average"),
                FACTOR)),
        Chosen.BY_ARGUMENT);
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<Need> needs(Need outer, Arguments arguments) {
    return List.of(outer.earlier(preview(outer, arguments)));
  }

  /** Seconds before the range that the first window needs. */
  static long preview(Need outer, Arguments arguments) {
    return isInterval(arguments)
        ? Math.abs(arguments.interval("windowSize"))
        : Math.abs((long) arguments.whole("windowSize"))
            * arguments.longestStep("seriesList", outer);
  }

  static boolean isInterval(Arguments arguments) {
    return arguments.value("windowSize").orElseThrow() instanceof Value.Text;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    Reduction reduction = chosen.of(arguments);
    String window = arguments.text("windowSize");
    String shown = isInterval(arguments) ? "\"" + window + "\"" : window;
    String name =
        chosen.isFixed() ? signature.name() : "moving" + capitalised(arguments.text("func"));
    long preview = preview(outer, arguments);
    List<GraphiteSeries> moved = new ArrayList<>();
    for (GraphiteSeries series : arguments.seriesList("seriesList")) {
      int points = points(arguments, preview, series);
      double xFilesFactor = arguments.optionalNumber("xFilesFactor").orElse(series.xFilesFactor());
      double[] values =
          SlidingWindow.over(
              series.values(), points, reduction, xFilesFactor, arguments::checkTime);
      moved.add(
          series
              .onGrid(series.start() + preview, series.end(), series.step(), values)
              .named(name + "(" + series.name() + "," + shown + ")")
              .tagged(name, window));
    }
    return moved;
  }

  /** A window longer than any array holds no value of the range, whatever it was given as. */
  private static int points(Arguments arguments, long preview, GraphiteSeries series) {
    long points =
        isInterval(arguments)
            ? preview / series.step()
            : Math.abs((long) arguments.whole("windowSize"));
    return (int) Math.min(points, Integer.MAX_VALUE);
  }

  private static String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT)
        + word.substring(1).toLowerCase(Locale.ROOT);
  }
}
