package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code timeShiftByMetric(seriesList, markSource, versionRankIndex)} of carbonapi: puts series of
 * several versions over each other. Marks are series whose last node is a version, {@code 65_4};
 * the last value of a mark is the moment that counts. Of each major version the highest minor one
 * counts, and its series move until their moment is that of the highest major version.
 */
final class TimeShiftByMetric implements GraphiteFunction {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,9})_(\\d{1,9})");
  private static final Signature SIGNATURE =
      Signature.of(
          "timeShiftByMetric",
          "Transform",
          "Moves series of several versions so that the marks of the versions meet.",
          "timeShiftByMetric(apps.*.load,apps.marks.*,1)",
          Parameter.seriesList("seriesList"),
          Parameter.seriesList("markSource"),
          Parameter.whole("versionRankIndex"));

  /**
   * @param version {@code 65_4}
   * @param position of the last value
   */
  private record Mark(String version, int minor, int position) {}

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    List<GraphiteSeries> marks = arguments.seriesList("markSource");
    refuseUneven(list, marks);
    Map<String, Long> offsets = offsets(marks, list.getFirst().step());
    int rank = arguments.whole("versionRankIndex");
    List<GraphiteSeries> moved = new ArrayList<>();
    for (GraphiteSeries series : list) {
      List<String> nodes = Nodes.parts(series.tags().getOrDefault("name", series.name()));
      offset(rank >= 0 && rank < nodes.size() ? nodes.get(rank) : "", offsets)
          .ifPresent(offset ->
              moved.add(
                  series
                      .onGrid(
                          series.start() + offset,
                          series.end() + offset,
                          series.step(),
                          series.values())
                      .named("timeShiftByMetric(" + series.name() + ")")));
    }
    return moved;
  }

  private static void refuseUneven(List<GraphiteSeries> list, List<GraphiteSeries> marks) {
    if (list.size() < 2 || marks.size() < 2) {
      throw new InvalidInputException(
          "needs at least 2 series and 2 marks, not " + list.size() + " and " + marks.size());
    }
    int size = list.getFirst().size();
    List<GraphiteSeries> all = new ArrayList<>(list);
    all.addAll(marks);
    for (GraphiteSeries series : all) {
      if (series.size() == 0 || series.size() != size) {
        throw new InvalidInputException(
            "series and marks must have as many values: " + series.name() + " has not");
      }
    }
  }

  /** Seconds by which each version moves, the highest first. */
  private static Map<String, Long> offsets(List<GraphiteSeries> marks, int step) {
    Map<Integer, Mark> highest = new TreeMap<>(Comparator.reverseOrder());
    for (GraphiteSeries series : marks) {
      String version = Nodes.parts(series.tags().getOrDefault("name", series.name())).getLast();
      Matcher numbers = VERSION.matcher(version);
      int position = last(series.values());
      if (numbers.find() && position >= 0) {
        highest.merge(
            Integer.valueOf(numbers.group(1)),
            new Mark(version, Integer.parseInt(numbers.group(2)), position),
            (one, other) -> one.minor() >= other.minor() ? one : other);
      }
    }
    if (highest.size() < 2) {
      throw new InvalidInputException("needs marks of at least 2 versions, not " + highest.size());
    }
    int top = highest.values().iterator().next().position();
    Map<String, Long> offsets = new LinkedHashMap<>();
    highest
        .values()
        .forEach(mark -> offsets.put(mark.version(), (long) (top - mark.position()) * step));
    return offsets;
  }

  private static int last(double[] values) {
    int last = values.length - 1;
    while (last >= 0 && Double.isNaN(values[last])) {
      last--;
    }
    return last;
  }

  /** Of the version itself, or of the first that begins with the text: {@code 65} means 65_4. */
  private static Optional<Long> offset(String node, Map<String, Long> offsets) {
    if (node.isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(offsets.get(node))
        .or(() ->
            offsets.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(node))
                .map(Map.Entry::getValue)
                .findFirst());
  }
}
