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
 * {@code linearRegression(seriesList, startSourceAt=None, endSourceAt=None)}: the straight line
 * with the least squares through the values of a source range.
 */
final class LinearRegression implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "linearRegression",
          "Calculate",
          "Draws the straight line that fits the values of a range best.",
          "linearRegression(servers.*.load,\"-1h\",\"now\")",
          Parameter.seriesList("seriesList"),
          Parameter.optional("startSourceAt", ParameterType.DATE),
          Parameter.optional("endSourceAt", ParameterType.DATE));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<Need> needs(Need outer, Arguments arguments) {
    return List.of(outer, source(outer, arguments));
  }

  private static Need source(Need outer, Arguments arguments) {
    return new Need(
        arguments.has("startSourceAt") ? arguments.time("startSourceAt") : outer.from(),
        arguments.has("endSourceAt") ? arguments.time("endSourceAt") : outer.until());
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    Need source = source(outer, arguments);
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    List<GraphiteSeries> sources = arguments.seriesList("seriesList", source);
    String range = source.from() + ", " + source.until();
    List<GraphiteSeries> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(list.size(), sources.size()); i++) {
      GraphiteSeries series = list.get(i);
      double[] line = line(sources.get(i), series);
      if (line.length > 0) {
        lines.add(
            series
                .withValues(line)
                .named("linearRegression(" + series.name() + ", " + range + ")")
                .tagged("linearRegressions", range));
      }
    }
    return lines;
  }

  /** Empty when the source has fewer than two values. */
  private static double[] line(GraphiteSeries source, GraphiteSeries shown) {
    double n = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXX = 0;
    double sumXY = 0;
    for (int i = 0; i < source.size(); i++) {
      double y = source.values()[i];
      if (!Double.isNaN(y)) {
        n++;
        sumX += i;
        sumY += y;
        sumXX += (double) i * i;
        sumXY += i * y;
      }
    }
    double spread = n * sumXX - sumX * sumX;
    if (spread == 0) {
      return new double[0];
    }
    double slope = (n * sumXY - sumX * sumY) / spread / source.step();
    double offset = (sumXX * sumY - sumXY * sumX) / spread - slope * source.start();
    double[] line = new double[shown.size()];
    for (int i = 0; i < line.length; i++) {
      line[i] = offset + shown.time(i) * slope;
    }
    return line;
  }
}
