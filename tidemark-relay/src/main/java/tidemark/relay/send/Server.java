package tidemark.relay.send;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import tidemark.relay.language.ServerSpec;
import tidemark.relay.log.RelayLog;
import tidemark.relay.spool.Block;
import tidemark.relay.spool.JournalEntry;
import tidemark.relay.spool.LineQueue;
import tidemark.relay.spool.MemoryQueue;
import tidemark.relay.spool.SpoolQueue;

/**
 * One place that lines go to: a bounded {@link Backlog}, and a thread that empties it over one
 * {@link Link} (contracts/relay.md 5). Putting never throws for a dead peer.
 */
public final class Server {
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final int PAUSE_MILLIS = 200;

  private final ServerSpec spec;
  private final SendOptions options;
  private final RelayLog log;
  private final ServerCounts counts = new ServerCounts();
  private final Backlog backlog;
  private final Link link;
  private final Thread thread;
  private volatile List<Server> siblings = List.of();
  private volatile boolean helpedUnderPressure;

  /**
   * A server that is not started.
   *
   * @param newId what its queue is called in frames if it is a new one
   * @throws IOException if its spool cannot be opened
   */
  Server(ServerSpec spec, SendOptions options, long newId, RelayLog log) throws IOException {
    this.spec = spec;
    this.options = options;
    this.log = log;
    this.backlog = new Backlog(queue(spec, options, newId, log), options, this::isFailing, counts);
    this.link = new Link(spec, new Connector(spec, options, backlog.id()), log, backlog::release);
    this.thread = Thread.ofPlatform().name("relay-" + spec.identity()).unstarted(this::run);
  }

  private static LineQueue queue(ServerSpec spec, SendOptions options, long newId, RelayLog log)
      throws IOException {
    SendOptions.Spooling spooling = options.spooling();
    boolean file = spec.kind() == ServerSpec.Kind.FILE || spec.kind() == ServerSpec.Kind.FILE_IP;
    if (spooling == null || file) {
      return new MemoryQueue(options.queue(), newId);
    }
    String folder = spec.identity().replaceAll("[^A-Za-z0-9.-]", "_");
    return new SpoolQueue(spooling.folder().resolve(folder), spooling.bytes(), newId, log::error);
  }

  void start() {
    thread.start();
  }

  /** Who takes over its lines while it is down, and whether also while it is slow. */
  void helpers(List<Server> others, boolean underPressure) {
    siblings = others;
    helpedUnderPressure = underPressure;
  }

  public ServerSpec spec() {
    return spec;
  }

  /** A buffer for one thread that has lines for this server, from that sender. */
  public Outgoing outgoing(String source, InstantSource clock) {
    return new Outgoing(Prefix.of(spec, source, clock), Math.max(1, options.queue() / 4));
  }

  boolean isFailing() {
    return link.isFailing();
  }

  boolean isFailed() {
    return link.isFailed();
  }

  /**
   * Takes all lines of the buffer, which is empty afterwards.
   *
   * @param mayStall whether the caller can wait for room
   * @param mark the number of the journal's entry that brings them; 0: none
   */
  public void put(Outgoing lines, boolean mayStall, long mark) {
    if (!lines.isEmpty()) {
      backlog.put(lines, mayStall, mark);
    }
  }

  /** Takes what an entry of the journal has for it, unless its spool has that already. */
  public void redo(JournalEntry.Send send, long mark) {
    backlog.redo(send, mark);
  }

  /** Whether its queue outlives the process. */
  public boolean survives() {
    return backlog.survives();
  }

  private void run() {
    try {
      while (step()) {
        // Each step waits, sends a block or tries to connect.
      }
    } catch (InterruptedException e) {
      // Told to stop at once: what is left is counted below.
      Thread.currentThread().interrupt();
    } finally {
      link.close();
      abandon();
    }
  }

  /** Whether there is more to do. */
  private boolean step() throws InterruptedException {
    if (isFailed() || (helpedUnderPressure && backlog.isTight())) {
      handOver();
    }
    Block block = backlog.next(isFailing() ? pauseNanos() : IDLE_NANOS);
    if (block == null) {
      return afterSilence();
    }
    boolean done = send(block);
    if (!done && backlog.isStopping()) {
      handOver();
      return false;
    }
    if (!done) {
      backlog.pause(pauseNanos());
    }
    return true;
  }

  /** Nothing came for a while: probe a server that failed, close a connection that idles. */
  private boolean afterSilence() {
    if (backlog.isStopping()) {
      return false;
    }
    if (isFailing()) {
      link.open();
    } else {
      link.close();
    }
    return true;
  }

  private boolean send(Block block) throws InterruptedException {
    if (!link.open()) {
      backlog.giveBack(block);
      return false;
    }
    int lines = block.lines();
    int size = block.to() - block.from();
    long started = System.nanoTime();
    boolean sent = link.send(block, backlog.lines() == 0);
    counts.took(System.nanoTime() - started);
    if (!sent) {
      counts.sent(lines - block.lines());
      backlog.giveBack(block);
      return false;
    }
    counts.sent(lines);
    counts.wrote(size);
    backlog.done(block);
    keepToRate(size);
    return true;
  }

  /** After a time of failing keeps to the rate at which the server is to be caught up with. */
  private void keepToRate(int size) throws InterruptedException {
    SendOptions.Spooling spooling = options.spooling();
    if (spooling == null || spooling.replayRate() == 0 || !link.isCatchingUp()) {
      return;
    }
    if (backlog.lines() == 0) {
      link.caughtUp();
      return;
    }
    backlog.pause(TimeUnit.SECONDS.toNanos(size) / spooling.replayRate());
  }

  /**
   * Gives the waiting lines to siblings that are up and have room, block by block; but not lines
   * for a server that takes frames: it may have kept them before it fell silent.
   */
  private void handOver() {
    if (spec.lineType() == ServerSpec.LineType.FRAMES) {
      return;
    }
    List<Server> others = siblings;
    int start = others.isEmpty() ? 0 : ThreadLocalRandom.current().nextInt(others.size());
    for (int i = 0; i < others.size(); i++) {
      Server other = others.get((start + i) % others.size());
      while (!other.isFailing() || !isFailed()) {
        Block block = backlog.poll();
        if (block == null) {
          return;
        }
        if (other == this || other.isFailing() || !other.backlog.offer(block)) {
          backlog.giveBack(block);
          break;
        }
        backlog.done(block);
      }
    }
  }

  /** Between tries, spread so that not all servers try at once (contracts/relay.md 5). */
  private static long pauseNanos() {
    int extra = ThreadLocalRandom.current().nextInt(PAUSE_MILLIS / 2);
    return TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS + extra);
  }

  /** Tells it to send what it has and end. */
  void stop() {
    long waiting = backlog.stop();
    if (waiting > 0) {
      log.message("shutting down " + spec.address() + ": waiting for " + waiting + " metrics");
    }
  }

  /** Waits for the end; after the time given up to the thread's own patience, cuts it short. */
  void join(long millis) throws InterruptedException {
    thread.join(millis);
    if (thread.isAlive()) {
      thread.interrupt();
      thread.join(1000);
    }
  }

  private void abandon() {
    long left = backlog.close();
    if (left > 0 && backlog.survives()) {
      log.message("keeping " + left + " metrics for " + spec.address() + " in the spool");
    } else if (left > 0) {
      log.error("dropping " + left + " metrics for " + spec.address());
    }
  }

  /** What became of its lines. */
  public ServerCounts counts() {
    return counts;
  }

  /** Lines waiting now. */
  public long queued() {
    return backlog.lines();
  }
}
