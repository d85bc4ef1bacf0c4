package tidemark.query.graphite.function;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import tidemark.model.CodePoints;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code sortByName(seriesList, natural=False, reverse=False)}: by name; natural puts a2 before
 * a10.
 */
final class SortByName implements GraphiteFunction {
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Signature SIGNATURE =
      Signature.of(
          "sortByName",
          "Sorting",
          "Sorts series by name.",
          "sortByName(servers.*.load)",
          Parameter.seriesList("seriesList"),
          Parameter.optional("natural", ParameterType.BOOLEAN).or(false),
          Parameter.optional("reverse", ParameterType.BOOLEAN).or(false));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    boolean natural = arguments.flag("natural");
    Comparator<GraphiteSeries> order =
        Comparator.comparing(s -> natural ? padded(s.name()) : s.name(), CodePoints::compare);
    return arguments.seriesList("seriesList").stream()
        .sorted(arguments.flag("reverse") ? order.reversed() : order)
        .toList();
  }

  private static String padded(String name) {
    return DIGITS
        .matcher(name)
        .replaceAll(m -> "0".repeat(Math.max(0, 10 - m.group().length())) + m.group());
  }
}
