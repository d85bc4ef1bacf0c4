package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tidemark.model.CodePoints;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;
import tidemark.query.graphite.Value;

/**
 * {@code groupByTags(seriesList, callback, *tags)}: one series for each distinct choice of tags.
 */
final class GroupByTags implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "groupByTags",
          "Combine",
          "Combines series that have some tags alike.",
          "groupByTags(seriesByTag(\"name=cpu\"),\"sum\",\"host\")",
          Parameter.seriesList("seriesList"),
          Parameter.required("callback", ParameterType.AGG_OR_SERIES_FUNC)
              .offering(Callbacks.words()),
          Parameter.required("tags", ParameterType.TAG).repeated());

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<String> tags = arguments.values("tags").stream().map(Value::toString).distinct().toList();
    if (tags.isEmpty()) {
      throw new InvalidInputException("groupByTags(): no tags specified");
    }
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    boolean byName = tags.contains("name");
    Set<String> names =
        list.stream().map(s -> s.tags().getOrDefault("name", "")).collect(Collectors.toSet());
    String common = names.size() == 1 ? names.iterator().next() : arguments.text("callback");
    List<String> others =
        tags.stream().filter(t -> !t.equals("name")).sorted(CodePoints::compare).toList();
    Map<Map<String, String>, List<GraphiteSeries>> groups = new LinkedHashMap<>();
    for (GraphiteSeries series : list) {
      Map<String, String> key = new LinkedHashMap<>();
      key.put("name", byName ? series.tags().getOrDefault("name", "") : common);
      others.forEach(tag -> key.put(tag, series.tags().getOrDefault(tag, "")));
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(series);
    }
    List<GraphiteSeries> combined = new ArrayList<>();
    groups.forEach((key, members) ->
        Callbacks.call(arguments, members, outer)
            .ifPresent(s -> combined.add(s.named(text(key)).withTags(key))));
    return combined;
  }

  private static String text(Map<String, String> key) {
    var text = new StringBuilder(key.getOrDefault("name", ""));
    key.forEach((tag, value) -> {
      if (!tag.equals("name")) {
        text.append(';').append(tag).append('=').append(value);
      }
    });
    return text.toString();
  }
}
