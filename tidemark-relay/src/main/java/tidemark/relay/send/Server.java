package tidemark.relay.send;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tidemark.relay.language.ServerSpec;
import tidemark.relay.log.RelayLog;
import tidemark.relay.spool.Block;
import tidemark.relay.spool.LineQueue;
import tidemark.relay.spool.MemoryQueue;
import tidemark.relay.spool.SpoolQueue;

/**
 * One place that lines go to: a bounded queue in memory, and a thread that empties it over one
 * connection (contracts/relay.md 5). Putting never throws for a dead peer.
 *
 * <p>What if the queue is full: a server that is up stops the reader for a moment, at most {@code
 * -L} times until there is room again; otherwise the oldest lines are dropped and counted.
 */
public final class Server {
  // The sender waits for a whole block or until the oldest line has waited LINGER: under load every
  // write is 64 KiB and one wake-up, and a lone line still leaves within 20 ms.

  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(8);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final int PAUSE_MILLIS = 200;
  private static final int FAILED_AFTER = 6;

  private final ServerSpec spec;
  private final SendOptions options;
  private final RelayLog log;
  private final Connector connector;
  private final Thread thread;

  // One lock for the queue; it is never held while another server's is taken or bytes are written.
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ready = lock.newCondition();
  private final Condition hasRoom = lock.newCondition();
  private final Condition stopped = lock.newCondition();
  private final LineQueue queue;
  private boolean lingering;
  private boolean waiting;
  private int stallsInRow;
  private boolean stopping;
  private boolean closed;

  private final LongAdder sent = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder stalls = new LongAdder();
  private final LongAdder wallNanos = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder writtenBytes = new LongAdder();

  private volatile int failures;
  private volatile List<Server> siblings = List.of();
  private volatile boolean helpedUnderPressure;
  private @Nullable Wire wire;
  private boolean replaying;

  /**
   * A server that is not started.
   *
   * @throws IOException if its spool cannot be opened
   */
  Server(ServerSpec spec, SendOptions options, RelayLog log) throws IOException {
    this.spec = spec;
    this.options = options;
    this.log = log;
    this.queue = queue(spec, options, log);
    this.connector = new Connector(spec, options);
    this.thread = Thread.ofPlatform().name("relay-" + spec.identity()).unstarted(this::run);
  }

  private static LineQueue queue(ServerSpec spec, SendOptions options, RelayLog log)
      throws IOException {
    SendOptions.Spooling spooling = options.spooling();
    boolean file = spec.kind() == ServerSpec.Kind.FILE || spec.kind() == ServerSpec.Kind.FILE_IP;
    if (spooling == null || file) {
      return new MemoryQueue(options.queue());
    }
    String folder = spec.identity().replaceAll("[^A-Za-z0-9.-]", "_");
    return new SpoolQueue(spooling.folder().resolve(folder), spooling.bytes(), log::error);
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
    return failures > 0;
  }

  boolean isFailed() {
    return failures >= FAILED_AFTER;
  }

  /**
   * Takes all lines of the buffer, which is empty afterwards.
   *
   * @param mayStall whether the caller can wait for room
   */
  public void put(Outgoing lines, boolean mayStall) {
    if (lines.lines() == 0) {
      return;
    }
    lock.lock();
    try {
      if (closed) {
        dropped.add(lines.lines());
        lines.clear();
        return;
      }
      if (queue.room() < lines.lines()) {
        makeRoom(lines.lines(), mayStall);
      } else {
        stallsInRow = 0;
      }
      dropped.add(queue.add(lines.bytes(), 0, lines.length(), lines.lines()));
      wake();
    } finally {
      lock.unlock();
    }
    lines.clear();
  }

  private void wake() {
    if (waiting || (lingering && queue.bytes() >= Block.SIZE)) {
      ready.signal();
    }
  }

  private void makeRoom(int lines, boolean mayStall) {
    if (!mayStall || isFailing() || stopping || stallsInRow >= options.stalls()) {
      return;
    }
    stallsInRow++;
    stalls.increment();
    long left = TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(250, 1001));
    wake();
    try {
      while (left > 0 && queue.room() < lines && !isFailing() && !stopping) {
        left = hasRoom.awaitNanos(left);
      }
      if (queue.room() >= lines) {
        stallsInRow = 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
      closeWire();
      abandon();
    }
  }

  /** Whether there is more to do. */
  private boolean step() throws InterruptedException {
    if (isFailed() || (helpedUnderPressure && queueIsTight())) {
      handOver();
    }
    Block block = take();
    if (block == null) {
      return afterSilence();
    }
    boolean done = send(block);
    if (!done && isStopping()) {
      handOver();
      return false;
    }
    if (!done) {
      waitFor(pauseNanos());
    }
    return true;
  }

  private @Nullable Block take() throws InterruptedException {
    lock.lock();
    try {
      if (queue.lines() == 0 && !stopping) {
        waiting = true;
        long left = isFailing() ? TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS) : IDLE_NANOS;
        while (left > 0 && queue.lines() == 0 && !stopping) {
          left = ready.awaitNanos(left);
        }
        waiting = false;
      }
      long left = LINGER_NANOS;
      lingering = true;
      while (left > 0 && queue.lines() > 0 && queue.bytes() < Block.SIZE && !stopping) {
        left = ready.awaitNanos(left);
      }
      lingering = false;
      Block block = queue.poll();
      if (block != null) {
        hasRoom.signalAll();
      }
      return block;
    } finally {
      waiting = false;
      lingering = false;
      lock.unlock();
    }
  }

  /** Nothing came for a while: probe a server that failed, close a connection that idles. */
  private boolean afterSilence() {
    if (isStopping()) {
      return false;
    }
    if (isFailing()) {
      connect();
    } else {
      closeWire();
    }
    return true;
  }

  private boolean send(Block block) {
    Wire open = connect();
    if (open == null) {
      giveBack(block);
      return false;
    }
    long started = System.nanoTime();
    try {
      open.write(block.bytes(), block.from(), block.to());
      if (isDrained()) {
        open.flush();
      }
      int size = block.to() - block.from();
      sent.add(block.lines());
      writes.increment();
      writtenBytes.add(size);
      recover("OK");
      done(block);
      replayed(size);
      return true;
    } catch (IOException e) {
      int before = block.lines();
      block.dropUntil(block.from() + open.accepted());
      sent.add(before - block.lines());
      closeWire();
      fail("failed to write() to " + spec.address() + ": " + reason(e));
      giveBack(block);
      return false;
    } finally {
      wallNanos.add(System.nanoTime() - started);
    }
  }

  private @Nullable Wire connect() {
    Wire open = wire;
    if (open != null && open.isEnded()) {
      closeWire();
      open = null;
    }
    if (open != null) {
      return open;
    }
    try {
      open = connector.open();
      wire = open;
      recover("OK after probe");
      return open;
    } catch (IOException e) {
      fail("failed to connect() for " + spec.address() + ": " + reason(e));
      return null;
    }
  }

  private void recover(String how) {
    if (failures > 0) {
      log.error("server " + spec.address() + ": " + how);
      failures = 0;
      replaying = true;
    }
  }

  // Only the server's own thread writes it.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void fail(String text) {
    if (failures++ == 0) {
      log.error(text);
      lock.lock();
      try {
        hasRoom.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private void giveBack(Block block) {
    lock.lock();
    try {
      dropped.add(queue.giveBack(block));
    } finally {
      lock.unlock();
    }
  }

  private void done(Block block) {
    lock.lock();
    try {
      queue.done(block);
    } finally {
      lock.unlock();
    }
  }

  /** After a time of failing keeps to the rate at which the server is to be caught up with. */
  private void replayed(int size) {
    SendOptions.Spooling spooling = options.spooling();
    if (spooling == null || spooling.replayRate() == 0 || !replaying) {
      return;
    }
    if (isDrained()) {
      replaying = false;
      return;
    }
    try {
      waitFor(TimeUnit.SECONDS.toNanos(size) / spooling.replayRate());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isDrained() {
    lock.lock();
    try {
      return queue.lines() == 0;
    } finally {
      lock.unlock();
    }
  }

  private boolean queueIsTight() {
    lock.lock();
    try {
      return queue.room() < options.batch();
    } finally {
      lock.unlock();
    }
  }

  private boolean isStopping() {
    lock.lock();
    try {
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  /** Gives the waiting lines to siblings that are up and have room, block by block. */
  private void handOver() {
    List<Server> others = siblings;
    int start = others.isEmpty() ? 0 : ThreadLocalRandom.current().nextInt(others.size());
    for (int i = 0; i < others.size(); i++) {
      Server other = others.get((start + i) % others.size());
      while (!other.isFailing() || !isFailed()) {
        Block block = poll();
        if (block == null) {
          return;
        }
        if (other == this || other.isFailing() || !other.take(block)) {
          giveBack(block);
          break;
        }
        done(block);
      }
    }
  }

  private @Nullable Block poll() {
    lock.lock();
    try {
      Block block = queue.poll();
      if (block != null) {
        hasRoom.signalAll();
      }
      return block;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a sibling's lines if there is room for them. */
  private boolean take(Block block) {
    lock.lock();
    try {
      if (stopping || queue.room() < block.lines()) {
        return false;
      }
      dropped.add(queue.add(block.bytes(), block.from(), block.to() - block.from(), block.lines()));
      wake();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private static long pauseNanos() {
    int extra = ThreadLocalRandom.current().nextInt(PAUSE_MILLIS / 2);
    return TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS) + TimeUnit.MILLISECONDS.toNanos(extra);
  }

  /** Woken only by a stop: that lines come in does not make a dead server live. */
  private void waitFor(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && !stopping) {
        left = stopped.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Tells it to send what it has and end. */
  void stop() {
    lock.lock();
    try {
      stopping = true;
      long waitingLines = queue.lines();
      if (waitingLines > 0) {
        log.message(
            "shutting down " + spec.address() + ": waiting for " + waitingLines + " metrics");
      }
      ready.signalAll();
      stopped.signalAll();
      hasRoom.signalAll();
    } finally {
      lock.unlock();
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
    lock.lock();
    try {
      long left = queue.lines();
      if (left > 0 && queue.survives()) {
        log.message("keeping " + left + " metrics for " + spec.address() + " in the spool");
      } else if (left > 0) {
        log.error("dropping " + left + " metrics for " + spec.address());
        dropped.add(left);
      }
      queue.close();
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private void closeWire() {
    Wire open = wire;
    wire = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // Broken already, and what it had not sent is counted as not sent.
        return;
      }
    }
  }

  /** Lines handed to the kernel. */
  public long sent() {
    return sent.sum();
  }

  /** Lines that were dropped at the bound of the queue, or at the end. */
  public long dropped() {
    return dropped.sum();
  }

  /** How often a reader had to wait. */
  public long stalls() {
    return stalls.sum();
  }

  /** Lines waiting now. */
  public long queued() {
    lock.lock();
    try {
      return queue.lines();
    } finally {
      lock.unlock();
    }
  }

  /** Time spent writing, in microseconds. */
  public long wallMicros() {
    return TimeUnit.NANOSECONDS.toMicros(wallNanos.sum());
  }

  /** Writes so far. */
  public long writes() {
    return writes.sum();
  }

  /** Bytes written so far. */
  public long writtenBytes() {
    return writtenBytes.sum();
  }
}
