package tidemark.query.graphite;

import java.util.Arrays;
import java.util.List;
import tidemark.model.InvalidInputException;

/**
 * {@code events("deploy", "web")}: how many events there were in each second, nothing where there
 * were none (contracts/graphite.md 6.5).
 */
final class EventSeries {
  private EventSeries() {}

  /** The tags in a call: its literals as text. */
  static List<String> tags(Expression.Call call) {
    List<String> tags =
        call.arguments().stream()
            .filter(Expression.Literal.class::isInstance)
            .map(literal -> ((Expression.Literal) literal).value().toString())
            .toList();
    if (tags.isEmpty()) {
      throw new InvalidInputException(
          "Missing required parameter \"tags\" for function \"events\"");
    }
    return tags;
  }

  /** Values of a range: how many {@link #of} makes. */
  static long size(Need need) {
    return need.seconds();
  }

  static List<GraphiteSeries> of(List<String> tags, Need need, EventTimes events) {
    String name = "events(\"" + String.join("\", \"", tags) + "\")";
    double[] counts = new double[Math.toIntExact(size(need))];
    Arrays.fill(counts, Double.NaN);
    List<String> wanted = tags.equals(List.of("*")) ? List.of() : tags;
    long[] times =
        counts.length == 0
            ? new long[0] // a range that ends before it begins is asked of nobody
            : events.of(wanted, need.from(), need.until() - 1);
    for (long time : times) {
      int at = (int) (time - need.from());
      counts[at] = Double.isNaN(counts[at]) ? 1 : counts[at] + 1;
    }
    return List.of(
        GraphiteSeries.of(name, need.from(), 1, counts).consolidatedBy(Consolidation.SUM));
  }
}
