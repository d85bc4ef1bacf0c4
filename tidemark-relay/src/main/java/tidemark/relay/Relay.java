package tidemark.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.relay.aggregate.AggregatorCounts;
import tidemark.relay.aggregate.Aggregators;
import tidemark.relay.intake.Conversation;
import tidemark.relay.intake.IntakeCounts;
import tidemark.relay.intake.IntakeOptions;
import tidemark.relay.intake.LineIntake;
import tidemark.relay.intake.LineRules;
import tidemark.relay.intake.Listeners;
import tidemark.relay.intake.Making;
import tidemark.relay.intake.Plans;
import tidemark.relay.intake.PointIntake;
import tidemark.relay.language.Configuration;
import tidemark.relay.language.Printer;
import tidemark.relay.language.Rule;
import tidemark.relay.log.RelayLog;
import tidemark.relay.send.SendOptions;
import tidemark.relay.send.Server;
import tidemark.relay.send.Servers;
import tidemark.relay.spool.Journal;

/**
 * A running relay: listeners, rules, servers, aggregators and the thread that writes their results
 * and the relay's statistics. Started, reloaded and stopped by one thread.
 */
public final class Relay implements AutoCloseable {
  private static final long STOP_MILLIS = 10_000;
  private static final long TICK_MILLIS = 100;

  private final RelaySettings settings;
  private final InstantSource clock;
  private final Random random;
  private final RelayLog log;
  private final List<IntakeCounts> workers;
  private final IntakeCounts inner = new IntakeCounts();
  private final AggregatorCounts aggregated = new AggregatorCounts();
  private final Plans plans;
  private final IntakeOptions intake;
  private final AtomicLong served = new AtomicLong();
  private final Listeners listeners;
  private final LineIntake rules;
  private final @Nullable Journal journal;
  private final Reports reports;
  private final Thread ticker;

  // Guarded by this: changed by a reload, read by the ticker.
  private Configuration configuration;
  private volatile Aggregators aggregators; // read by whoever fills the journal
  private Statistics statistics;
  private boolean stopping;

  private Relay(
      RelaySettings settings,
      Configuration configuration,
      InstantSource clock,
      Random random,
      RelayLog log)
      throws IOException {
    this.settings = settings;
    this.configuration = configuration;
    this.clock = clock;
    this.random = random;
    this.log = log;
    this.workers =
        IntStream.range(0, settings.workers()).mapToObj(i -> new IntakeCounts()).toList();
    SendOptions.Spooling spooling = settings.sending().spooling();
    this.journal =
        spooling == null ? null : new Journal(spooling.folder().resolve("journal"), log::error);
    Parts parts = parts(configuration, List.of());
    this.aggregators = parts.aggregators();
    this.plans = new Plans(parts.plan());
    if (journal != null) {
      new Recovery(aggregators, parts.plan().servers().all(), log).run(journal);
      journal.begin(() -> aggregators.save());
    }
    this.intake =
        new IntakeOptions(
            plans,
            settings.lines(),
            workers,
            settings.backlog(),
            settings.closesIdle() ? IntakeOptions.IDLE_MILLIS : 0,
            settings.sending().certificates(),
            clock,
            log,
            journal);
    this.rules = new LineIntake(intake, LineRules.asMade(), inner, "internal", false);
    this.listeners = new Listeners(intake);
    this.statistics = statistics(configuration);
    this.reports = new Reports(settings, log);
    this.ticker = Thread.ofPlatform().daemon().name("relay-ticker").unstarted(this::tick);
  }

  /**
   * Starts a relay.
   *
   * @param random spreads aggregates over time and seeds the table of names
   * @throws IOException if a listener or a spool cannot be opened
   * @throws InvalidInputException if the configuration is wrong
   */
  public static Relay start(
      RelaySettings settings, InstantSource clock, Random random, RelayLog log) throws IOException {
    Configuration configuration = settings.read();
    configuration.warnings().forEach(log::error);
    return start(settings, configuration, clock, random, log);
  }

  static Relay start(
      RelaySettings settings,
      Configuration configuration,
      InstantSource clock,
      Random random,
      RelayLog log)
      throws IOException {
    Relay relay = new Relay(settings, configuration, clock, random, log);
    try {
      relay.listeners.use(configuration.listeners());
    } catch (IOException e) {
      relay.close();
      throw e;
    }
    relay.ticker.start();
    return relay;
  }

  /** Relays what somebody else's listener has accepted, until it ends; {@code out} answers. */
  public void serve(InputStream in, OutputStream out, String source) throws IOException {
    Conversation.serve(in, out, intake(source), settings.lines().longestLine());
  }

  /** An intake for one thread that brings whole lines itself. */
  public LineIntake intake(String source) {
    return intake.intake(served.incrementAndGet(), source);
  }

  /** An intake for points that somebody else's listener has read. */
  public PointIntake points(String source) {
    return PointIntake.of(intake, served.incrementAndGet(), source);
  }

  private Parts parts(Configuration wanted, List<Server> before) throws IOException {
    return Parts.of(wanted, before, settings, aggregated, random, log);
  }

  private Statistics statistics(Configuration wanted) {
    return new Statistics(
        wanted, settings.hostname(), workers, inner, aggregated, listeners, this::servers);
  }

  /** Where lines go. */
  public List<Server> servers() {
    List<Server> all = new ArrayList<>();
    plans.with(plan -> all.addAll(plan.servers().all()));
    return all;
  }

  /**
   * Reads the configuration again. One that is wrong changes nothing; one that prints alike
   * neither. Servers that stay keep their queues, clients their connections.
   */
  public synchronized void reload() {
    Configuration wanted;
    try {
      wanted = settings.read();
    } catch (InvalidInputException e) {
      log.error(String.valueOf(e.getMessage()));
      log.error("failed to read configuration '" + settings.file() + "', aborting reload");
      return;
    }
    wanted.warnings().forEach(log::error);
    if (print(wanted).equals(print(configuration))) {
      log.message("no config changes found");
      return;
    }
    log.message("config changes found, applying");
    List<Server> ending = servers();
    Parts parts;
    try {
      parts = parts(wanted, ending);
    } catch (IOException e) {
      log.error("failed to apply the configuration, aborting reload: " + e.getMessage());
      return;
    }
    apply(parts);
    configuration = wanted;
    statistics = statistics(wanted);
    ending.removeAll(servers());
    Servers.end(ending, STOP_MILLIS);
    try {
      listeners.use(wanted.listeners());
    } catch (IOException e) {
      log.error(String.valueOf(e.getMessage()));
    }
  }

  /** As the original, buckets that are over are written; with a journal the others go on. */
  private void apply(Parts parts) {
    Journal kept = journal;
    if (kept == null) {
      flush();
    }
    plans.replace(old -> {
      try {
        if (kept != null) {
          parts.aggregators().load(aggregators.save(), log::error);
        }
        aggregators = parts.aggregators();
        if (kept != null) {
          kept.begin(() -> aggregators.save());
        }
      } catch (IOException e) {
        log.error("the journal cannot follow the new configuration: " + e.getMessage());
      }
      return parts.plan();
    });
  }

  private String print(Configuration wanted) {
    return Printer.print(wanted, settings.hostname()) + wanted.lists();
  }

  /** Prints statistics from now on instead of sending them, or the other way round; tells which. */
  public boolean toggleDebug() {
    return reports.toggleDebug();
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(TICK_MILLIS);
        synchronized (this) {
          if (stopping) {
            return;
          }
          expire();
          reports.due(clock.millis(), statistics, configuration.statistics().to(), rules);
        }
      }
    } catch (InterruptedException e) {
      // The relay stops.
      Thread.currentThread().interrupt();
    }
  }

  private void expire() {
    rules.made((now, out) -> aggregators.expire(now, (rule, line) -> out.accept(made(rule, line))));
  }

  private void flush() {
    rules.made((now, out) -> {
      aggregators.flush(now, (rule, line) -> out.accept(made(rule, line)));
      return true;
    });
  }

  private static Making.Made made(Rule.Aggregate rule, String line) {
    return new Making.Made(rule.to(), line);
  }

  /** What the relay counts under a name of its statistics, without prefix; 0 if nothing. */
  public synchronized long value(String name) {
    return statistics.values().stream()
        .filter(each -> each.name().equals(name))
        .mapToLong(Statistics.Value::value)
        .findFirst()
        .orElse(0);
  }

  /**
   * Stops: no more input, queues are sent as far as they can. Buckets that are over are written;
   * with a journal all of them wait there instead for the next start.
   */
  @Override
  public void close() {
    listeners.close();
    synchronized (this) {
      stopping = true;
      if (journal == null) {
        flush();
      } else {
        journal.close();
      }
    }
    Servers.end(servers(), STOP_MILLIS);
  }
}
