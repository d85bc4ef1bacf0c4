package tidemark.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tidemark.relay.aggregate.AggregatorCounts;
import tidemark.relay.intake.IntakeCounts;
import tidemark.relay.intake.Listeners;
import tidemark.relay.language.Configuration;
import tidemark.relay.language.StatisticsSpec;
import tidemark.relay.send.Server;
import tidemark.relay.send.ServerCounts;

/**
 * What the relay reports about itself, under the original's names (contracts/relay.md 7). Used by
 * one thread at a time.
 */
final class Statistics {
  /** One number; {@code total} says that it only grows. */
  record Value(String name, long value, boolean total) {}

  private final StatisticsSpec spec;
  private final boolean aggregates;
  private final String prefix;
  private final List<IntakeCounts> workers;
  private final IntakeCounts inner;
  private final AggregatorCounts aggregated;
  private final Listeners listeners;
  private final Supplier<List<Server>> servers;
  private final Map<String, Long> before = new HashMap<>();
  private long last;

  Statistics(
      Configuration configuration,
      String hostname,
      List<IntakeCounts> workers,
      IntakeCounts inner,
      AggregatorCounts aggregated,
      Listeners listeners,
      Supplier<List<Server>> servers) {
    this.spec = configuration.statistics();
    this.aggregates = configuration.aggregates();
    this.prefix = spec.prefixOf(hostname);
    this.workers = workers;
    this.inner = inner;
    this.aggregated = aggregated;
    this.listeners = listeners;
    this.servers = servers;
  }

  /** The lines to report now, without line ends; none before the interval is over. */
  List<String> due(long millis) {
    if (last == 0) {
      last = millis;
    }
    if (millis - last < spec.intervalSeconds() * 1000L) {
      return List.of();
    }
    last += spec.intervalSeconds() * 1000L;
    long seconds = millis / 1000;
    return values().stream()
        .map(each -> prefix + "." + each.name() + " " + shown(each) + " " + seconds)
        .toList();
  }

  private long shown(Value value) {
    if (!spec.reset() || !value.total()) {
      return value.value();
    }
    Long earlier = before.put(value.name(), value.value());
    return value.value() - (earlier == null ? 0 : earlier);
  }

  /** Everything that is counted, now. */
  List<Value> values() {
    List<Value> values = new ArrayList<>();
    long received = inner.received();
    long blackholed = inner.blackholed();
    long discarded = inner.discarded();
    long wall = inner.wallMicros();
    for (int i = 0; i < workers.size(); i++) {
      IntakeCounts worker = workers.get(i);
      String name = "dispatcher" + (i + 1) + ".";
      values.add(new Value(name + "metricsReceived", worker.received(), true));
      values.add(new Value(name + "metricsBlackholed", worker.blackholed(), true));
      values.add(new Value(name + "metricsDiscarded", worker.discarded(), true));
      values.add(new Value(name + "wallTime_us", worker.wallMicros(), true));
      values.add(new Value(name + "sleepTime_us", 0, true));
      received += worker.received();
      blackholed += worker.blackholed();
      discarded += worker.discarded();
      wall += worker.wallMicros();
    }
    values.add(new Value("metricsReceived", received, true));
    values.add(new Value("metricsBlackholed", blackholed, true));
    values.add(new Value("metricsDiscarded", discarded, true));
    values.add(new Value("dispatch_wallTime_us", wall, true));
    values.add(new Value("dispatch_sleepTime_us", 0, true));
    destinations(values);
    values.add(new Value("connections", listeners.opened(), true));
    values.add(new Value("disconnects", listeners.ended(), true));
    if (aggregates) {
      values.add(new Value("aggregators.metricsReceived", aggregated.receivedCount(), true));
      values.add(new Value("aggregators.metricsSent", aggregated.sentCount(), true));
      values.add(new Value("aggregators.metricsDropped", aggregated.droppedCount(), true));
    }
    return values;
  }

  private void destinations(List<Value> values) {
    destination(values, "internal", inner.received(), 0, 0, 0, inner.wallMicros());
    long sent = 0;
    long queued = 0;
    long stalls = 0;
    long dropped = 0;
    long wall = 0;
    for (Server server : servers.get()) {
      String id = server.spec().identity().replace('.', '_');
      ServerCounts counts = server.counts();
      destination(
          values,
          id,
          counts.sent(),
          server.queued(),
          counts.stalls(),
          counts.dropped(),
          counts.wallMicros());
      sent += counts.sent();
      queued += server.queued();
      stalls += counts.stalls();
      dropped += counts.dropped();
      wall += counts.wallMicros();
    }
    values.add(new Value("metricsSent", sent, true));
    values.add(new Value("metricsQueued", queued, false));
    values.add(new Value("metricStalls", stalls, true));
    values.add(new Value("metricsDropped", dropped, true));
    values.add(new Value("server_wallTime_us", wall, true));
  }

  private static void destination(
      List<Value> values, String id, long sent, long queued, long stalls, long dropped, long wall) {
    String name = "destinations." + id + ".";
    values.add(new Value(name + "sent", sent, true));
    values.add(new Value(name + "queued", queued, false));
    values.add(new Value(name + "stalls", stalls, true));
    values.add(new Value(name + "dropped", dropped, true));
    values.add(new Value(name + "wallTime_us", wall, true));
  }
}
