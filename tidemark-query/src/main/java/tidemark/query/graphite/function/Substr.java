package tidemark.query.graphite.function;

import java.util.Arrays;
import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code substr(seriesList, start=0, stop=0)}: some nodes of the name, without the functions around
 * it and whatever follows its first comma.
 */
final class Substr implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "substr",
          "Special",
          "Shows series under a part of their path.",
          "substr(servers.*.load,1,2)",
          Parameter.seriesList("seriesList"),
          Parameter.optional("start", ParameterType.NODE).or(0),
          Parameter.optional("stop", ParameterType.NODE).or(0));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    int start = arguments.whole("start");
    int stop = arguments.whole("stop");
    return arguments.seriesList("seriesList").stream()
        .map(s -> s.aliased(cut(s.name(), start, stop)))
        .toList();
  }

  static String cut(String name, int start, int stop) {
    int left = name.lastIndexOf('(') + 1;
    int right = name.indexOf(')');
    String inside = name.substring(left, right < left ? name.length() : right);
    List<String> parts = Arrays.asList(inside.split("\\.", -1));
    int from = Slice.index(start, parts.size());
    int to = stop == 0 ? parts.size() : Slice.index(stop, parts.size());
    String cut = String.join(".", parts.subList(from, Math.max(from, to)));
    int comma = cut.indexOf(',');
    return comma < 0 ? cut : cut.substring(0, comma);
  }
}
