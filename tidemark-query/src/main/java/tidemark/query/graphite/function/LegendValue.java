package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;
import tidemark.query.graphite.Value;

/** {@code legendValue(seriesList, *valuesTypes)}: aggregations in the name. */
final class LegendValue {
  private LegendValue() {}

  static GraphiteFunction function() {
    return new EachSeries(
        Signature.of(
            "legendValue",
            "Alias",
            "Shows aggregations of series in their names.",
            "legendValue(servers.*.load,\"avg\",\"si\")",
            Parameter.seriesList("seriesList"),
            Parameter.optional("valuesTypes", ParameterType.STRING).offering(words()).repeated()),
        (s, arguments) -> {
          List<String> types =
              arguments.values("valuesTypes").stream().map(Value::toString).toList();
          return s.aliased(name(s, types));
        });
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>(Aggregation.allWords());
    words.addAll(List.of("si", "binary"));
    return words;
  }

  private static String name(GraphiteSeries series, List<String> types) {
    String system = types.isEmpty() ? "" : types.getLast();
    boolean scaled = system.equals("si") || system.equals("binary");
    String name = series.name();
    for (String type : scaled ? types.subList(0, types.size() - 1) : types) {
      Optional<Aggregation> aggregation =
          type.endsWith("Series") ? Optional.empty() : Aggregation.of(type); // no sumSeries here
      double value = aggregation.map(a -> a.apply(series.values())).orElse(Double.NaN);
      String none = aggregation.isEmpty() ? "(?)" : "None";
      if (scaled) {
        String shown = Double.isNaN(value) ? none : UnitPrefix.of(value, system).shown("");
        name = String.format(Locale.ROOT, "%-20s%-5s%-10s", name, type, shown);
      } else {
        String number =
            type.equals("count") ? Numbers.d(Double.isNaN(value) ? 0 : value) : Numbers.repr(value);
        name += " (" + type + ": " + (Double.isNaN(value) ? none : number) + ")";
      }
    }
    return name;
  }
}
