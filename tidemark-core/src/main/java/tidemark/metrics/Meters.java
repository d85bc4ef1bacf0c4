package tidemark.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * The process's own counters and gauges, by name and labels: shown on /metrics and /api/stats.
 * Asking for the same meter again gives the same one; ask once and keep it, the look-up costs more
 * than the count. Thread-safe.
 *
 * <p>Names are snake_case with the unit at the end and start with {@code tidemark_}; counters end
 * in {@code _total}. docs/operations.md lists them all.
 */
public final class Meters {
  /** A meter's identity. Labels alternate key and value. */
  public record Id(String name, List<String> labels) {
    public Id {
      labels = List.copyOf(labels);
    }
  }

  /** A meter as read at some moment. */
  public record Reading(Id id, String help, boolean counter, double value) {}

  private record Described<T>(String help, T meter) {}

  private final Map<Id, Described<Counter>> counters = new ConcurrentHashMap<>();
  private final Map<Id, Described<DoubleSupplier>> gauges = new ConcurrentHashMap<>();

  /** A count that only grows. */
  public Counter counter(String name, String help, String... labels) {
    return counters
        .computeIfAbsent(new Id(name, List.of(labels)), id -> new Described<>(help, new Counter()))
        .meter();
  }

  /**
   * A value read when asked for; a second registration under the same identity replaces the first.
   * One whose name ends in {@code _total} is shown as a counter.
   */
  public void gauge(String name, String help, DoubleSupplier read, String... labels) {
    gauges.put(new Id(name, List.of(labels)), new Described<>(help, read));
  }

  /** Every meter's value now, sorted by name and labels. */
  public List<Reading> read() {
    Map<String, Reading> sorted = new TreeMap<>();
    counters.forEach(
        (id, c) -> sorted.put(order(id), new Reading(id, c.help(), true, c.meter().value())));
    gauges.forEach((id, g) -> sorted.put(order(id), reading(id, g)));
    return new ArrayList<>(sorted.values());
  }

  private static Reading reading(Id id, Described<DoubleSupplier> gauge) {
    boolean counter = id.name().endsWith("_total");
    return new Reading(id, gauge.help(), counter, gauge.meter().getAsDouble());
  }

  private static String order(Id id) {
    return id.name() + '\0' + String.join("\0", id.labels());
  }
}
