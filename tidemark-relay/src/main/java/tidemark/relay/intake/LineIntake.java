package tidemark.relay.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tidemark.relay.log.RelayLog;
import tidemark.relay.route.Route;
import tidemark.relay.route.RouteTable;
import tidemark.relay.route.Router;
import tidemark.relay.route.Step;
import tidemark.relay.spool.Journal;
import tidemark.relay.wire.FrameFormat;
import tidemark.relay.wire.FrameTaker;

/**
 * Gives the lines of one source to their routes. A name that is known costs one comparison: the
 * name that followed the last one is tried first, because senders repeat themselves. What lines
 * give is gathered for the length of a read. Owned by one thread.
 */
public final class LineIntake implements FrameTaker {
  private final Plans plans;
  private final LineRules rules;
  private final IntakeCounts counts;
  private final RelayLog log;
  private final @Nullable Journal journal;
  private final LineScanner scanner;
  private final Deliveries deliveries;

  private @Nullable Plan plan;
  private RouteTable.@Nullable Entry last;
  private long blackholed;
  private long discarded;
  private int number;

  /**
   * An intake.
   *
   * @param source the sender's address, as files and syslog lines show it
   * @param mayStall whether a full queue may keep the source waiting
   */
  public LineIntake(
      IntakeOptions options,
      LineRules rules,
      IntakeCounts counts,
      String source,
      boolean mayStall) {
    this.plans = options.plans();
    this.rules = rules;
    this.counts = counts;
    this.log = options.log();
    this.journal = options.journal();
    this.scanner = new LineScanner(rules);
    this.deliveries = new Deliveries(source, mayStall, options.clock(), options.journal());
  }

  /** Takes whole lines: the byte before {@code to} is a line end. The bytes may be changed. */
  public void accept(byte[] bytes, int from, int to) {
    plans.with(now -> {
      adopt(now);
      deliveries.begin(false);
      lines(now, bytes, from, to);
      deliveries.handOver(Deliveries.Cause.READ);
    });
  }

  /** As {@link PointIntake#accept} has it. */
  void points(byte[] bytes, IntConsumer stays, Runnable keep) {
    plans.with(now -> {
      adopt(now);
      deliveries.begin(false);
      deliveries.leave(now.servers().local(), () -> stays.accept(number));
      try {
        lines(now, bytes, 0, bytes.length);
        deliveries.hold(keep);
      } finally {
        deliveries.leave(-1, () -> {});
      }
      deliveries.handOver(Deliveries.Cause.READ);
    });
  }

  /** Whether there is a journal, without which nothing can be acknowledged. */
  boolean takesFrames() {
    return journal != null;
  }

  @Override
  public long last(long sender) {
    return frames().last(sender);
  }

  /** Takes all lines of a frame that it has not had, in one entry of the journal. */
  @Override
  public void take(long sender, long first, int lines, byte[] bytes, int length)
      throws IOException {
    plans.with(now ->
        frames()
            .atomically(() -> {
              long known = Math.max(0, frames().last(sender) + 1 - first);
              if (known < lines) {
                adopt(now);
                deliveries.begin(true);
                lines(now, bytes, FrameFormat.behind(bytes, known), length);
                deliveries.handOverOrFail(new Deliveries.Cause(false, sender, first + lines - 1));
              }
            }));
  }

  private Journal frames() {
    Journal kept = journal;
    if (kept == null) {
      throw new IllegalStateException("frames without a journal");
    }
    return kept;
  }

  /** Sends on lines made here; with a journal they and what made them happen together. */
  public void made(Making making) {
    plans.with(now -> {
      adopt(now);
      Journal kept = journal;
      if (kept == null) {
        make(now, making);
        return;
      }
      try {
        kept.atomically(() -> make(now, making));
      } catch (IOException e) {
        throw new IllegalStateException("making lines writes no file", e);
      }
    });
  }

  private void make(Plan now, Making making) {
    deliveries.begin(true);
    List<Making.Made> made = new ArrayList<>();
    boolean changed = making.make(deliveries.now(), made::add);
    for (Making.Made each : made) {
      byte[] line = (each.line() + "\n").getBytes(StandardCharsets.ISO_8859_1);
      if (each.to().isEmpty() && now.router().resultsPassAll()) {
        lines(now, line, 0, line.length);
      } else {
        direct(now, each, line);
      }
    }
    if (changed || !made.isEmpty()) {
      deliveries.handOver(changed ? Deliveries.Cause.EXPIRY : Deliveries.Cause.READ);
    }
  }

  /** Sends a line the way of a route that is not kept. */
  private void direct(Plan now, Making.Made made, byte[] line) {
    String name = made.line().substring(0, made.line().indexOf(' '));
    scanner.begin(line, 0);
    scanner.next();
    Router router = now.router();
    Route route = made.to().isEmpty() ? router.result(name) : router.direct(name, made.to());
    run(route.steps(), line);
  }

  private void adopt(Plan now) {
    if (plan != now) {
      deliveries.adopt(now.servers());
      last = null;
      plan = now;
    }
  }

  private void lines(Plan now, byte[] bytes, int from, int to) {
    long started = System.nanoTime();
    long received = 0;
    blackholed = 0;
    discarded = 0;
    RouteTable routes = now.routes();
    scanner.begin(bytes, from);
    for (number = 0; scanner.at() < to; number++) {
      RouteTable.Entry entry = next(routes, bytes, to);
      if (entry == null) {
        discarded++;
        continue;
      }
      received++;
      Route route = entry.route();
      if (route.isPlain()) {
        for (int server : route.plainServers()) {
          deliveries.send(server, bytes, scanner.start(), scanner.end());
        }
      } else if (!run(route.steps(), bytes)) {
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
  private boolean run(List<Step> steps, byte[] bytes) {
    Outcome outcome = new Outcome();
    run(steps, bytes, outcome);
    return outcome.used;
  }

  private static final class Outcome {
    boolean used;
    boolean stopped;
  }

  private void run(List<Step> steps, byte[] bytes, Outcome outcome) {
    for (Step step : steps) {
      switch (step) {
        case Step.Send send -> send(send.server(), send.name(), bytes, outcome);
        case Step.SendOne one ->
            send(one.group().pick(one.preferred()), one.name(), bytes, outcome);
        case Step.Gather gather -> {
          deliveries.gather(gather.slot(), bytes, scanner.nameEnd() + 1, scanner.end());
          outcome.used = true;
        }
        case Step.Validate validate -> validate(validate, bytes, outcome);
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

  private void send(int server, byte @Nullable [] name, byte[] bytes, Outcome outcome) {
    if (name == null) {
      deliveries.send(server, bytes, scanner.start(), scanner.end());
    } else {
      deliveries.send(server, name, bytes, scanner.nameEnd(), scanner.end());
    }
    outcome.used = true;
  }

  private void validate(Step.Validate validate, byte[] bytes, Outcome outcome) {
    int from = Math.min(scanner.nameEnd() + 1, scanner.end());
    String rest = new String(bytes, from, scanner.end() - from, StandardCharsets.ISO_8859_1);
    if (validate.expression().matches(rest)) {
      run(validate.passed(), bytes, outcome);
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
}
