package tidemark.query.graphite.function;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code join(seriesA, seriesB, type)} of carbonapi: AND, OR, XOR or SUB of two lists by name. */
final class Join implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "join",
          "Filter Series",
          "Joins two lists of series by name: those in both (AND), in any (OR), in one only (XOR)"
              + " or in the first only (SUB).",
          "join(servers.*.load,servers.web01.load,\"SUB\")",
          Parameter.seriesList("seriesA"),
          Parameter.seriesList("seriesB"),
          Parameter.text("type").or("AND").offering(List.of("AND", "OR", "SUB", "XOR")));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> a = arguments.seriesList("seriesA");
    List<GraphiteSeries> b = arguments.seriesList("seriesB");
    String type = arguments.text("type");
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "AND" -> chosen(a, b, true);
      case "OR" -> Stream.concat(a.stream(), chosen(b, a, false).stream()).toList();
      case "XOR" ->
          Stream.concat(chosen(a, b, false).stream(), chosen(b, a, false).stream()).toList();
      case "SUB" -> chosen(a, b, false);
      default -> throw arguments.refused("type", "unknown join type '" + type + "'");
    };
  }

  /** Those of a list whose name stands, or does not stand, in the other. */
  private static List<GraphiteSeries> chosen(
      List<GraphiteSeries> list, List<GraphiteSeries> other, boolean in) {
    Set<String> names = other.stream().map(GraphiteSeries::name).collect(Collectors.toSet());
    return list.stream().filter(s -> names.contains(s.name()) == in).toList();
  }
}
