package tidemark.query.graphite.function;

import java.util.Comparator;
import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code cactiStyle(seriesList, system=None, units=None)}: the last, largest and smallest value.
 */
final class CactiStyle implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "cactiStyle",
          "Special",
          "Shows the last, largest and smallest value in columns after each name.",
          "cactiStyle(servers.*.load,\"si\")",
          Parameter.seriesList("seriesList"),
          Parameter.optional("system", ParameterType.STRING).offering(List.of("si", "binary")),
          Parameter.optional("units", ParameterType.STRING));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    String system = arguments.optionalText("system").orElse("");
    String unit = arguments.optionalText("units").orElse("");
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    int names = list.stream().mapToInt(s -> s.name().length()).max().orElse(0);
    String current = column(list, Aggregation.LAST, system, unit);
    String max = column(list, Aggregation.MAX, system, unit);
    String min = column(list, Aggregation.MIN, system, unit);
    return list.stream()
        .map(s ->
            s.aliased(
                padded(s.name(), names)
                    + " Current:"
                    + padded(shown(s, Aggregation.LAST, system, unit), current.length())
                    + " Max:"
                    + padded(shown(s, Aggregation.MAX, system, unit), max.length())
                    + " Min:"
                    + padded(shown(s, Aggregation.MIN, system, unit), min.length())
                    + " "))
        .toList();
  }

  /** As wide as the column: the longest whole number of it and three blanks. */
  private static String column(
      List<GraphiteSeries> list, Aggregation aggregation, String system, String unit) {
    return list.stream()
        .map(s -> {
          double value = aggregation.apply(s.values());
          double whole =
              Double.isNaN(value) || value == 0
                  ? 3
                  : Math.signum(value) * Math.floor(Math.abs(value));
          return shown(whole, system, unit) + "   ";
        })
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  private static String shown(
      GraphiteSeries series, Aggregation aggregation, String system, String unit) {
    return shown(aggregation.apply(series.values()), system, unit);
  }

  private static String shown(double value, String system, String unit) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return system.isEmpty()
        ? new UnitPrefix(value, "").shown(unit)
        : UnitPrefix.of(value, system).shown(unit);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
