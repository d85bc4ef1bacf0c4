package tidemark.relay;

import java.util.List;
import java.util.Locale;
import tidemark.relay.Statistics.Value;

/**
 * A line each second of what happened in it, as iostat prints them; {@code -S}. The columns are
 * ours. Used by one thread.
 */
final class Rates {
  private static final List<String> TOTALS =
      List.of("metricsReceived", "metricsSent", "metricsDropped", "metricStalls");
  private static final int LINES_BETWEEN_HEADS = 20;

  private final long[] before = new long[TOTALS.size()];
  private long last;
  private int printed;

  /** What to print now, an empty list if the second is not over. */
  List<String> due(long millis, List<Value> values) {
    if (last != 0 && millis - last < 1000) {
      return List.of();
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < before.length; i++) {
      long total = value(values, TOTALS.get(i));
      line.append(String.format(Locale.ROOT, "%12d", total - before[i]));
      before[i] = total;
    }
    boolean first = last == 0;
    last = millis;
    if (first) {
      // Totals since the start are no rates.
      return List.of();
    }
    line.append(String.format(Locale.ROOT, "%12d", value(values, "metricsQueued")));
    String head =
        String.format(
            Locale.ROOT, "%12s%12s%12s%12s%12s", "in", "out", "dropped", "stalls", "queued");
    return printed++ % LINES_BETWEEN_HEADS == 0
        ? List.of(head, line.toString())
        : List.of(line.toString());
  }

  private static long value(List<Value> values, String name) {
    return values.stream()
        .filter(each -> each.name().equals(name))
        .mapToLong(Value::value)
        .findFirst()
        .orElse(0);
  }
}
