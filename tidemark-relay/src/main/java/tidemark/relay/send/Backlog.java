package tidemark.relay.send;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tidemark.relay.spool.Block;
import tidemark.relay.spool.JournalEntry;
import tidemark.relay.spool.LineQueue;

/**
 * The lines that wait for one server: many threads put, the server's own thread takes.
 *
 * <p>What if it is full: a server that is up stops the reader for a moment, at most {@code -L}
 * times until there is room again; otherwise the oldest lines are dropped and counted.
 */
final class Backlog {
  // The sender waits for a whole block or until the oldest line has waited LINGER: under load every
  // write is 64 KiB and one wake-up, and a lone line still leaves within 20 ms.

  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(8);
  private static final int LEAST_STALL_MILLIS = 250;
  private static final int MOST_STALL_MILLIS = 1000;

  // It is never held while another backlog's is taken or bytes are written to a peer.
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ready = lock.newCondition();
  private final Condition hasRoom = lock.newCondition();
  private final Condition stopped = lock.newCondition();
  private final LineQueue queue;
  private final SendOptions options;
  private final BooleanSupplier failing;
  private final ServerCounts counts;
  private boolean lingering;
  private boolean waiting;
  private int stallsInRow;
  private boolean stopping;
  private boolean closed;

  /**
   * A backlog.
   *
   * @param queue is the backlog's own from now on
   * @param failing whether the server is down, so that waiting for room is of no use
   */
  Backlog(LineQueue queue, SendOptions options, BooleanSupplier failing, ServerCounts counts) {
    this.queue = queue;
    this.options = options;
    this.failing = failing;
    this.counts = counts;
  }

  /**
   * Takes all lines of the buffer, which is empty afterwards.
   *
   * @param mayStall whether the caller can wait for room
   * @param mark as {@link LineQueue#add} wants it
   */
  void put(Outgoing lines, boolean mayStall, long mark) {
    lock.lock();
    try {
      if (closed) {
        counts.dropped(lines.lines());
        return;
      }
      if (queue.room() < lines.lines()) {
        makeRoom(lines.lines(), mayStall);
      } else {
        stallsInRow = 0;
      }
      counts.dropped(queue.add(lines.bytes(), 0, lines.length(), lines.lines(), mark));
      wake();
    } finally {
      lock.unlock();
      lines.clear();
    }
  }

  /** Takes lines of a journal's entry unless the queue has had them. */
  void redo(JournalEntry.Send send, long mark) {
    lock.lock();
    try {
      if (queue.survives() && queue.lastMark() < mark) {
        counts.dropped(queue.add(send.bytes(), 0, send.bytes().length, send.lines(), mark));
        wake();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes a sibling's lines if there is room for them. */
  boolean offer(Block block) {
    lock.lock();
    try {
      if (stopping || queue.room() < block.lines()) {
        return false;
      }
      counts.dropped(
          queue.add(block.bytes(), block.from(), block.to() - block.from(), block.lines()));
      wake();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    if (waiting || (lingering && queue.bytes() >= Block.SIZE)) {
      ready.signal();
    }
  }

  private void makeRoom(int lines, boolean mayStall) {
    if (!mayStall || failing.getAsBoolean() || stopping || stallsInRow >= options.stalls()) {
      return;
    }
    stallsInRow++;
    counts.stalled();
    int patience = ThreadLocalRandom.current().nextInt(LEAST_STALL_MILLIS, MOST_STALL_MILLIS + 1);
    long left = TimeUnit.MILLISECONDS.toNanos(patience);
    wake();
    try {
      while (left > 0 && queue.room() < lines && !failing.getAsBoolean() && !stopping) {
        left = hasRoom.awaitNanos(left);
      }
      if (queue.room() >= lines) {
        stallsInRow = 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets those go on who wait for room: the server has failed. */
  void release() {
    lock.lock();
    try {
      hasRoom.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next lines to send, or null if none came for so long or the end is near. */
  @Nullable Block next(long patienceNanos) throws InterruptedException {
    lock.lock();
    try {
      awaitFirst(patienceNanos);
      linger();
      return pollLocked();
    } finally {
      waiting = false;
      lingering = false;
      lock.unlock();
    }
  }

  private void awaitFirst(long patienceNanos) throws InterruptedException {
    waiting = true;
    long left = patienceNanos;
    while (left > 0 && queue.lines() == 0 && !stopping) {
      left = ready.awaitNanos(left);
    }
    waiting = false;
  }

  private void linger() throws InterruptedException {
    lingering = true;
    long left = LINGER_NANOS;
    while (left > 0 && queue.lines() > 0 && queue.bytes() < Block.SIZE && !stopping) {
      left = ready.awaitNanos(left);
    }
    lingering = false;
  }

  /** The next lines, if there are any now. */
  @Nullable Block poll() {
    lock.lock();
    try {
      return pollLocked();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Block pollLocked() {
    Block block = queue.poll();
    if (block != null) {
      hasRoom.signalAll();
    }
    return block;
  }

  /** What is left of the block is sent first. */
  void giveBack(Block block) {
    lock.lock();
    try {
      counts.dropped(queue.giveBack(block));
    } finally {
      lock.unlock();
    }
  }

  /** The block is through. */
  void done(Block block) {
    lock.lock();
    try {
      queue.done(block);
    } finally {
      lock.unlock();
    }
  }

  /** Lines waiting now. */
  long lines() {
    lock.lock();
    try {
      return queue.lines();
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is less room than a batch needs. */
  boolean isTight() {
    lock.lock();
    try {
      return queue.room() < options.batch();
    } finally {
      lock.unlock();
    }
  }

  /** Waits. Woken only by a stop: that lines come in does not make a dead server live. */
  void pause(long nanos) throws InterruptedException {
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

  /** Nobody waits from now on. Gives the lines that are there. */
  long stop() {
    lock.lock();
    try {
      stopping = true;
      ready.signalAll();
      stopped.signalAll();
      hasRoom.signalAll();
      return queue.lines();
    } finally {
      lock.unlock();
    }
  }

  boolean isStopping() {
    lock.lock();
    try {
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  /** What the queue is called in frames. */
  long id() {
    return queue.id();
  }

  /** Whether what waits is there again after the process. */
  boolean survives() {
    return queue.survives();
  }

  /** Takes nothing any more. Gives the lines that were left; those in memory count as dropped. */
  long close() {
    lock.lock();
    try {
      long left = queue.lines();
      if (!queue.survives()) {
        counts.dropped(left);
      }
      queue.close();
      closed = true;
      return left;
    } finally {
      lock.unlock();
    }
  }
}
