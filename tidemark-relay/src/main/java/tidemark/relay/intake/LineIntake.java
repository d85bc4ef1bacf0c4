package tidemark.relay.intake;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.relay.log.RelayLog;
import tidemark.relay.route.Route;
import tidemark.relay.route.RouteTable;
import tidemark.relay.route.Step;
import tidemark.relay.send.Outgoing;
import tidemark.relay.send.Server;

/**
 * Gives the lines of one source to their routes. A name that is known costs one comparison: the
 * name that followed the last one is tried first, because senders repeat themselves. Lines for a
 * server are gathered for the length of a read. Owned by one thread.
 */
public final class LineIntake {
  private final Plans plans;
  private final LineRules rules;
  private final IntakeCounts counts;
  private final String source;
  private final boolean mayStall;
  private final InstantSource clock;
  private final RelayLog log;
  private final LineScanner scanner;

  private @Nullable Plan plan;
  private Outgoing[] outgoing = {};
  private RouteTable.@Nullable Entry last;
  private long blackholed;
  private long discarded;

  /**
   * An intake.
   *
   * @param source the sender's address, as files and syslog lines show it
   * @param mayStall whether a full queue may keep the source waiting
   */
  public LineIntake(
      Plans plans,
      LineRules rules,
      IntakeCounts counts,
      String source,
      boolean mayStall,
      InstantSource clock,
      RelayLog log) {
    this.plans = plans;
    this.rules = rules;
    this.counts = counts;
    this.source = source;
    this.mayStall = mayStall;
    this.clock = clock;
    this.log = log;
    this.scanner = new LineScanner(rules);
  }

  /** Takes whole lines: the byte before {@code to} is a line end. The bytes may be changed. */
  public void accept(byte[] bytes, int from, int to) {
    plans.with(now -> {
      if (plan != now) {
        adopt(now);
      }
      lines(now, bytes, from, to);
      handOver(now);
    });
  }

  /** Sends one line, made here, the way of a route that is not kept. */
  public void direct(Route route, byte[] line) {
    plans.with(now -> {
      if (plan != now) {
        adopt(now);
      }
      scanner.begin(line, 0);
      scanner.next();
      run(now, route.steps(), line);
      handOver(now);
    });
  }

  private void adopt(Plan now) {
    List<Server> servers = now.servers().all();
    outgoing = new Outgoing[servers.size()];
    for (int i = 0; i < outgoing.length; i++) {
      outgoing[i] = servers.get(i).outgoing(source, clock);
    }
    last = null;
    plan = now;
  }

  private void lines(Plan now, byte[] bytes, int from, int to) {
    long started = System.nanoTime();
    long received = 0;
    blackholed = 0;
    discarded = 0;
    RouteTable routes = now.routes();
    scanner.begin(bytes, from);
    while (scanner.at() < to) {
      RouteTable.Entry entry = next(routes, bytes, to);
      if (entry == null) {
        discarded++;
        continue;
      }
      received++;
      Route route = entry.route();
      if (route.isPlain()) {
        for (int server : route.plainServers()) {
          Outgoing out = outgoing[server];
          out.add(bytes, scanner.start(), scanner.end());
          if (out.isFull()) {
            now.servers().get(server).put(out, mayStall);
          }
        }
      } else if (!run(now, route.steps(), bytes)) {
        blackholed++;
      }
    }
    counts.add(received, blackholed, discarded, System.nanoTime() - started);
  }

  /** The route of the next line, or null if it is none. */
  private RouteTable.@Nullable Entry next(RouteTable routes, byte[] bytes, int to) {
    RouteTable.Entry previous = last;
    RouteTable.Entry guess = previous == null ? null : previous.guess();
    int at = scanner.at();
    if (guess != null
        && to - at > guess.length()
        && scanner.endsName(bytes[at + guess.length()])
        && guess.isAt(bytes, at)) {
      scanner.nextKnown(guess.length());
      last = guess;
      return scanner.end() - scanner.start() < rules.longestLine() ? guess : null;
    }
    scanner.next();
    int name = scanner.nameEnd() - scanner.start();
    if (scanner.isEmpty()
        || (rules.longestName() > 0 && name > rules.longestName())
        || scanner.end() - scanner.start() >= rules.longestLine()) {
      return null;
    }
    RouteTable.Entry entry = routes.find(bytes, scanner.start(), scanner.nameEnd());
    if (previous != null) {
      previous.follow(entry);
    }
    last = entry;
    return entry;
  }

  /** Does the steps; whether the line went anywhere. */
  private boolean run(Plan now, List<Step> steps, byte[] bytes) {
    Outcome outcome = new Outcome();
    run(now, steps, bytes, outcome);
    return outcome.used;
  }

  private static final class Outcome {
    boolean used;
    boolean stopped;
  }

  private void run(Plan now, List<Step> steps, byte[] bytes, Outcome outcome) {
    for (Step step : steps) {
      switch (step) {
        case Step.Send send -> send(now, send.server(), send.name(), bytes, outcome);
        case Step.SendOne one ->
            send(now, one.group().pick(one.preferred()), one.name(), bytes, outcome);
        case Step.Gather gather -> {
          gather.slot().add(bytes, scanner.nameEnd() + 1, scanner.end());
          outcome.used = true;
        }
        case Step.Validate validate -> validate(now, validate, bytes, outcome);
        case Step.Blackhole blackhole -> {
          // Counted with all that went nowhere.
        }
        case Step.Stop stop -> outcome.stopped = true;
      }
      if (outcome.stopped) {
        return;
      }
    }
  }

  private void send(Plan now, int server, byte @Nullable [] name, byte[] bytes, Outcome outcome) {
    Outgoing out = outgoing[server];
    if (name == null) {
      out.add(bytes, scanner.start(), scanner.end());
    } else {
      out.add(name, bytes, scanner.nameEnd(), scanner.end());
    }
    if (out.isFull()) {
      now.servers().get(server).put(out, mayStall);
    }
    outcome.used = true;
  }

  private void validate(Plan now, Step.Validate validate, byte[] bytes, Outcome outcome) {
    int from = Math.min(scanner.nameEnd() + 1, scanner.end());
    String rest = new String(bytes, from, scanner.end() - from, StandardCharsets.ISO_8859_1);
    if (validate.expression().matches(rest)) {
      run(now, validate.passed(), bytes, outcome);
      return;
    }
    if (validate.log()) {
      log.error(
          "dropping metric due to validation error: "
              + new String(
                  bytes,
                  scanner.start(),
                  scanner.end() - scanner.start(),
                  StandardCharsets.ISO_8859_1));
    }
    outcome.stopped = validate.failingStops();
  }

  private void handOver(Plan now) {
    for (int i = 0; i < outgoing.length; i++) {
      if (!outgoing[i].isEmpty()) {
        now.servers().get(i).put(outgoing[i], mayStall);
      }
    }
  }
}
