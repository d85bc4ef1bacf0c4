package tidemark.storage.local;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.log.FrameBuffer;
import tidemark.storage.local.log.FrameFile;
import tidemark.storage.local.log.Records;

/**
 * Moves the head into blocks. In this order, so that at every moment log and blocks together hold
 * everything, whatever dies when:
 *
 * <pre>
 *   1  with all shards locked: a new log segment; open points become frozen; "cut" is the last sequence
 *   2  sync the segments before; names of new series to names.log, synced
 *   3  a block per day, each durable under its name
 *   4  tombstones up to cut to tombstones.log, synced
 *   5  publish the blocks to readers, let the frozen points go
 *   6  a checkpoint mark to the log, synced; segments up to cut are deleted, oldest first
 * </pre>
 *
 * <p>Replaying frames that are in blocks already changes nothing: they come in the same order, so
 * the same points win. A step that fails is tried again by the next call, with the same frozen
 * points.
 */
final class Sealer {
  private final Registry registry;
  private final Head head;
  private final PagePool pool;
  private final Journal log;
  private final FrameFile names;
  private final Tombstones tombstones;
  private final Blocks blocks;
  private final LocalOptions options;
  private final InstantSource clock;

  private final ReentrantLock room = new ReentrantLock();
  private final Condition changed = room.newCondition();
  private boolean woken;
  private volatile boolean failing;
  private volatile long deadline;
  private volatile boolean hurried;
  private volatile long frozenCut;
  private volatile long freshSince = Long.MAX_VALUE;
  private volatile @Nullable Frozen frozen;

  /** One sealing on its way. */
  private static final class Frozen {
    final long cut;
    final List<HeadGroup> groups;
    final HeadBlocks blocks;
    List<Block> written = List.of();
    boolean published;

    Frozen(long cut, List<HeadGroup> groups, HeadBlocks blocks) {
      this.cut = cut;
      this.groups = groups;
      this.blocks = blocks;
    }
  }

  Sealer(
      Registry registry,
      Head head,
      PagePool pool,
      Journal log,
      FrameFile names,
      Tombstones tombstones,
      Blocks blocks,
      LocalOptions options,
      InstantSource clock) {
    this.registry = registry;
    this.head = head;
    this.pool = pool;
    this.log = log;
    this.names = names;
    this.tombstones = tombstones;
    this.blocks = blocks;
    this.options = options;
    this.clock = clock;
  }

  /** The sequence up to which the frozen points, if any, go. Read with a shard locked. */
  long frozenCut() {
    return frozenCut;
  }

  /** Holds a writer back while the head is full; throws if sealing does not work. */
  void awaitRoom() {
    if (pool.used() < options.pages()) {
      return;
    }
    room.lock();
    try {
      while (pool.used() >= options.pages()) {
        if (failing) {
          throw new StorageException(
              Reason.OVERLOADED,
              "the head is full and cannot be sealed; see the log of the server");
        }
        woken = true;
        changed.signalAll();
        changed.await(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(Reason.UNAVAILABLE, "interrupted while the head was full", e);
    } finally {
      room.unlock();
    }
  }

  /**
   * Whether it is time: half the memory is used, points are old, or a failed sync must be made
   * good.
   */
  boolean isDue() {
    return pool.used() >= options.pages() / 2
        || frozen != null
        || log.isSuspect()
        || clock.millis() - options.sealAge().toMillis() > freshSince;
  }

  /** Waits until a writer wants room, or for a while. */
  void awaitSignal(long milliseconds) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(milliseconds);
    room.lock();
    try {
      while (!woken && nanos > 0 && pool.used() < options.pages() / 2) {
        nanos = changed.awaitNanos(nanos);
      }
      woken = false;
    } finally {
      room.unlock();
    }
  }

  /** Wakes whoever waits here. */
  void signal() {
    room.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      room.unlock();
    }
  }

  /** Remembers that there are points in the head, for their age. */
  void fresh() {
    if (freshSince == Long.MAX_VALUE) {
      freshSince = clock.millis();
    }
  }

  /**
   * Seals what is in the head; returns false if there was nothing. One thread at a time does it.
   */
  synchronized boolean seal() throws IOException {
    try {
      boolean resumed = frozen != null;
      boolean any = steps();
      if (resumed) {
        steps(); // what was written since the attempt that failed
      }
      failing = false;
      return any;
    } catch (IOException | StorageException e) {
      failing = true;
      throw e;
    } finally {
      signal();
    }
  }

  /** Runs something while no sealing is under way. */
  synchronized <T> T between(Supplier<T> action) {
    return action.get();
  }

  /** Lets a sealing that is not done by a {@link System#nanoTime} give up: the log has it all. */
  void hurry(long nanoTime) {
    deadline = nanoTime;
    hurried = true;
  }

  private boolean isLate() {
    return hurried && System.nanoTime() - deadline > 0;
  }

  private boolean steps() throws IOException {
    if (frozen == null) {
      frozen = freeze();
      if (frozen == null) {
        return false;
      }
    }
    Frozen work = frozen;
    if (!work.published) {
      syncIfPossible();
      writeNames();
      work.written = work.blocks.write(blocks, this::isLate);
      tombstones.keep(work.cut);
      publish(work);
    }
    log.covered(work.cut);
    log.checkpoint(work.cut);
    frozen = null;
    return true;
  }

  /**
   * So that a block never shows a point whose elders power loss could take; if it fails, blocks
   * cure it.
   */
  private void syncIfPossible() {
    try {
      log.sync();
    } catch (IOException e) {
      // the segment is marked as suspect by now, and covered when this sealing is done
    }
  }

  private @Nullable Frozen freeze() throws IOException {
    List<HeadGroup> groups = new ArrayList<>();
    long cut;
    head.lock(head.all());
    try {
      boolean empty = true;
      for (int i = 0; i < head.shards(); i++) {
        empty &= head.shard(i).isEmpty();
      }
      if (empty && !log.isSuspect()) {
        freshSince = Long.MAX_VALUE;
        return null;
      }
      cut = log.cut();
      for (int i = 0; i < head.shards(); i++) {
        groups.addAll(Arrays.asList(head.shard(i).freeze()));
      }
      frozenCut = cut;
      freshSince = Long.MAX_VALUE;
    } finally {
      head.unlock(head.all());
    }
    groups.sort(Comparator.comparingInt(g -> g.base));
    return new Frozen(cut, groups, new HeadBlocks(head, cut, groups));
  }

  private void writeNames() throws IOException {
    List<HeadSeries> unnamed = registry.unnamed();
    FrameBuffer frames = new FrameBuffer(1 << 12);
    for (HeadSeries series : unnamed) {
      Records.putSeries(frames, new Records.Named(series.number, series.key));
      if (frames.size() > 1 << 18) {
        names.append(frames, 0);
        frames.clear();
      }
    }
    if (!frames.isEmpty()) {
      names.append(frames, 0);
    }
    names.sync();
    registry.named(unnamed);
  }

  private void publish(Frozen work) {
    blocks.publish(work.written);
    for (int i = 0; i < head.shards(); i++) {
      Shard shard = head.shard(i);
      List<HeadGroup> own = work.groups.stream().filter(g -> head.of(g.base) == shard).toList();
      shard.lock.lock();
      try {
        shard.thaw(own);
      } finally {
        shard.lock.unlock();
      }
    }
    work.published = true;
  }
}
