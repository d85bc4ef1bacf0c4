package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code holtWintersForecast}, {@code holtWintersConfidenceBands}, {@code ConfidenceArea} and
 * {@code Aberration}: what is expected of series that repeat, and where they do something else. The
 * past before the range trains the forecast.
 */
final class HoltWintersFunction implements GraphiteFunction {
  private static final Parameter LIST = Parameter.seriesList("seriesList");
  private static final Parameter DELTA = Parameter.optional("delta", ParameterType.INTEGER).or(3);
  private static final Parameter BOOTSTRAP =
      Parameter.optional("bootstrapInterval", ParameterType.INTERVAL)
          .or("7d")
          .suggesting("7d", "30d");
  private static final Parameter SEASON =
      Parameter.optional("seasonality", ParameterType.INTERVAL).or("1d").suggesting("1d", "7d");

  private enum Shown {
    FORECAST,
    BANDS,
    AREA,
    ABERRATION
  }

  private final Signature signature;
  private final Shown shown;

  private HoltWintersFunction(
      String name, String description, Shown shown, Parameter... parameters) {
    this.shown = shown;
    this.signature =
        Signature.of(
            name,
            "Calculate",
            description,
            name + (shown == Shown.AREA ? "(servers.web01.load)" : "(servers.*.load)"),
            parameters);
  }

  static HoltWintersFunction forecast() {
    return new HoltWintersFunction(
        "holtWintersForecast",
        "Shows what is expected of series that repeat.",
        Shown.FORECAST,
        LIST,
        BOOTSTRAP,
        SEASON);
  }

  static HoltWintersFunction bands() {
    return new HoltWintersFunction(
        "holtWintersConfidenceBands",
        "Shows between which bounds series are expected.",
        Shown.BANDS,
        LIST,
        DELTA,
        BOOTSTRAP,
        SEASON);
  }

  static HoltWintersFunction area() {
    return new HoltWintersFunction(
        "holtWintersConfidenceArea",
        "Fills the area in which a series is expected.",
        Shown.AREA,
        LIST,
        DELTA,
        BOOTSTRAP,
        SEASON);
  }

  static HoltWintersFunction aberration() {
    return new HoltWintersFunction(
        "holtWintersAberration",
        "Shows how far series are outside the bounds in which they are expected.",
        Shown.ABERRATION,
        LIST,
        DELTA,
        BOOTSTRAP,
        SEASON);
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<Need> needs(Need outer, Arguments arguments) {
    return List.of(outer.earlier(bootstrap(arguments)), outer);
  }

  private static long bootstrap(Arguments arguments) {
    return Math.abs(arguments.interval("bootstrapInterval"));
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> trained = arguments.seriesList("seriesList");
    List<GraphiteSeries> actual = arguments.seriesList("seriesList", outer);
    double delta = arguments.has("delta") ? arguments.number("delta") : 0;
    List<GraphiteSeries> results = new ArrayList<>();
    for (int i = 0; i < trained.size(); i++) {
      GraphiteSeries series = trained.get(i);
      long season = arguments.interval("seasonality") / series.step();
      HoltWinters analysis =
          HoltWinters.of(series.values(), Math.clamp(season, 2, Integer.MAX_VALUE));
      GraphiteSeries marked =
          series.tagged("holtWintersForecast", "1").tagged("holtWintersDeviation", "1");
      if (shown == Shown.FORECAST) {
        results.add(cut(marked, "Forecast", analysis, 0, arguments));
        continue;
      }
      GraphiteSeries banded =
          marked
              .tagged("holtWintersConfidenceUpper", "1")
              .tagged("holtWintersConfidenceLower", "1");
      GraphiteSeries lower = cut(banded, "ConfidenceLower", analysis, -delta, arguments);
      GraphiteSeries upper = cut(banded, "ConfidenceUpper", analysis, delta, arguments);
      if (shown == Shown.ABERRATION) {
        results.add(aberration(i < actual.size() ? actual.get(i) : series, lower, upper));
      } else {
        String expression = series.pathExpression();
        results.add(lower.expressed(expression));
        results.add(upper.expressed(expression));
      }
    }
    return shown == Shown.AREA ? AreaBetween.both(results, "holtWintersConfidenceArea") : results;
  }

  /** The forecast and so many deviations, without the time of the training. */
  private static GraphiteSeries cut(
      GraphiteSeries series, String what, HoltWinters analysis, double delta, Arguments arguments) {
    int skipped = (int) Math.min(series.size(), bootstrap(arguments) / series.step());
    double[] values = new double[series.size() - skipped];
    for (int i = 0; i < values.length; i++) {
      values[i] = analysis.forecast()[i + skipped] + delta * analysis.deviation()[i + skipped];
    }
    return series
        .onGrid(series.time(skipped), series.end(), series.step(), values)
        .named("holtWinters" + what + "(" + series.name() + ")");
  }

  private static GraphiteSeries aberration(
      GraphiteSeries actual, GraphiteSeries lower, GraphiteSeries upper) {
    double[] values = new double[actual.size()];
    for (int i = 0; i < Math.min(values.length, lower.size()); i++) {
      double value = actual.values()[i];
      if (value > upper.values()[i]) {
        values[i] = value - upper.values()[i];
      } else if (value < lower.values()[i]) {
        values[i] = value - lower.values()[i];
      }
    }
    return actual
        .withValues(values)
        .named("holtWintersAberration(" + actual.name() + ")")
        .tagged("holtWintersAberration", "1");
  }
}
