package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Reduction;

/**
 * The {@code callback} argument of the grouping functions: an aggregation or a function over
 * series.
 */
final class Callbacks {
  private Callbacks() {}

  /** What an editor offers. */
  static List<String> words() {
    List<String> words = new ArrayList<>(Aggregation.allWords());
    Aggregation.allWords().forEach(word -> words.add(word + "Series"));
    words.sort(Comparator.naturalOrder());
    return words;
  }

  /**
   * The first series that the callback makes of a group; a function wins over an aggregation of
   * that name.
   */
  static Optional<GraphiteSeries> call(
      Arguments arguments, List<GraphiteSeries> group, Need outer) {
    String callback = arguments.text("callback");
    if (Functions.ALL.stream().anyMatch(f -> f.signature().name().equals(callback))) {
      return arguments.call(callback, group, outer).stream().findFirst();
    }
    Reduction reduction = arguments.reduction("callback");
    return Combining.aggregate(group, reduction, Aggregation.stem(callback)).stream().findFirst();
  }
}
