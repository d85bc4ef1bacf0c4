package tidemark.storage.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.metrics.Counter;
import tidemark.metrics.Meters;
import tidemark.storage.StorageException;
import tidemark.storage.local.Status.Cause;
import tidemark.storage.local.disk.Disk;

/**
 * The engine's four threads: one syncs the log and watches the disk, one seals, one merges and
 * expires, one keeps memory ready. Tests that want no threads call {@link #tick} and {@link
 * #sealIfDue} themselves.
 */
final class Background {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStorage.class);
  private static final long WATCH_MILLIS = 1000;

  private final Disk disk;
  private final LocalOptions options;
  private final LogSync sync;
  private final Sealer sealer;
  private final Merger merger;
  private final Forgetter forgetter;
  private final NamesIndex namesIndex;
  private final ExpiryClock clock;
  private final PagePool pool;
  private final Status status;
  private final Counter seals;
  private final Counter sealFailures;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean sealing;

  Background(
      Disk disk,
      LocalOptions options,
      LogSync sync,
      Sealer sealer,
      Merger merger,
      Forgetter forgetter,
      NamesIndex namesIndex,
      ExpiryClock clock,
      PagePool pool,
      Status status,
      Meters meters) {
    this.disk = disk;
    this.options = options;
    this.sync = sync;
    this.sealer = sealer;
    this.merger = merger;
    this.forgetter = forgetter;
    this.namesIndex = namesIndex;
    this.clock = clock;
    this.pool = pool;
    this.status = status;
    seals = meters.counter("tidemark_seals_total", "Sealings of the head into blocks");
    sealFailures =
        meters.counter("tidemark_seal_failures_total", "Sealings that failed and are tried again");
    meters.gauge(
        "tidemark_sealing", "1 while the head is being sealed, else 0", () -> sealing ? 1 : 0);
  }

  void start() {
    threads.add(Thread.ofPlatform().daemon().name("tidemark-local-timer").start(this::timer));
    threads.add(Thread.ofPlatform().daemon().name("tidemark-local-sealer").start(this::sealer));
    threads.add(Thread.ofPlatform().daemon().name("tidemark-local-merger").start(this::merger));
    threads.add(Thread.ofPlatform().daemon().name("tidemark-local-pages").start(pool::supply));
  }

  private void timer() {
    long every = options.syncEvery().toMillis();
    long pause = every == 0 ? WATCH_MILLIS : Math.clamp(every, 1, WATCH_MILLIS);
    long slept = 0;
    try {
      while (!status.isClosed()) {
        Thread.sleep(pause);
        slept += pause;
        if (slept >= every) {
          slept = 0;
          syncLog();
        }
        watch();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closing
    }
  }

  private void sealer() {
    try {
      while (!status.isClosed()) {
        sealer.awaitSignal(WATCH_MILLIS);
        if (!status.isClosed() && !sealIfDue()) {
          Thread.sleep(WATCH_MILLIS); // it failed: the disk needs a moment
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closing
    }
  }

  private void merger() {
    try {
      while (!status.isClosed()) {
        Thread.sleep(options.mergeEvery());
        try {
          clock.watch();
          clock.keep(false);
          merger.run(false, MergeWork.unwatched());
          forgetter.run();
          namesIndex.writeIfDue(false);
          status.solved(Cause.MERGING);
        } catch (IOException | StorageException e) {
          if (status.problem(Cause.MERGING, "blocks could not be merged: " + e.getMessage())) {
            LOG.error("{}: blocks could not be merged: {}", disk.where(), e.getMessage());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closing
    }
  }

  /** One round of the timer. */
  void tick() {
    syncLog();
    watch();
  }

  private void syncLog() {
    try {
      sync.sync();
    } catch (StorageException e) {
      // said and counted; the sealer was woken to make it good
    }
  }

  /** Whether there is still room on the disk. */
  void watch() {
    try {
      long usable = disk.usableBytes();
      if (usable < options.reserve()) {
        String sentence =
            "only "
                + (usable >> 20)
                + " MiB are free where the data is, less than storage.reserve ("
                + (options.reserve() >> 20)
                + " MiB)";
        if (status.problem(Cause.DISK_FULL, sentence)) {
          LOG.error("{}: writes are refused: {}", disk.where(), sentence);
        }
      } else if (status.solved(Cause.DISK_FULL)) {
        LOG.info("{}: there is room again, writes are taken", disk.where());
      }
    } catch (IOException e) {
      LOG.warn("{}: free space is unknown: {}", disk.where(), e.getMessage());
    }
  }

  /** Seals if it is time; false if that failed. */
  boolean sealIfDue() {
    if (!sealer.isDue()) {
      return true;
    }
    sealing = true;
    try {
      if (sealer.seal()) {
        seals.increment();
      }
      if (status.solved(Cause.SEALING)) {
        LOG.info("{}: sealing works again", disk.where());
      }
      return true;
    } catch (IOException | StorageException e) {
      sealFailures.increment();
      if (status.problem(Cause.SEALING, "the head could not be sealed: " + e.getMessage())) {
        LOG.error("{}: the head could not be sealed: {}", disk.where(), e.getMessage());
      }
      return false;
    } finally {
      sealing = false;
    }
  }

  /** Stops the threads; a sealing on its way is finished first. */
  void stop() {
    pool.close();
    sealer.signal();
    threads.forEach(t -> {
      if (!t.getName().endsWith("sealer")) {
        t.interrupt();
      }
    });
    for (Thread thread : threads) {
      try {
        thread.join(10_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
