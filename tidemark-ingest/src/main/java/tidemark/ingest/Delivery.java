package tidemark.ingest;

import java.util.function.Supplier;
import org.slf4j.Logger;
import tidemark.metrics.Counter;
import tidemark.model.Batch;
import tidemark.model.Sink;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;

/**
 * The last step of every door: the batch goes to the sink, is counted and emptied. A sink that is
 * overloaded is asked again until the patience of {@link Limits} ends, while the sender waits: that
 * is the back-pressure. After that, or when the storage fails otherwise, the points are counted as
 * dropped and the door tells its sender as its protocol allows. Thread-safe.
 */
public final class Delivery {
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  private final Counter accepted;
  private final Counter dropped;
  private final Refusals failures;
  private final Supplier<Limits> limits;

  /** The deliveries of a protocol. */
  public Delivery(ProtocolContext context, Logger log, String protocol) {
    accepted =
        context
            .meters()
            .counter(
                "tidemark_ingest_points_total",
                "Points accepted by the storage",
                "protocol",
                protocol);
    dropped =
        context
            .meters()
            .counter(
                "tidemark_ingest_dropped_points_total",
                "Points lost because the storage failed or stayed overloaded",
                "protocol",
                protocol);
    failures = new Refusals(context.meters(), context.clock(), log, protocol, "storage");
    limits = context.inForce();
  }

  /**
   * Hands a batch on and empties it, whatever happens.
   *
   * @throws StorageException if its points were dropped; some may have been taken
   */
  public void deliver(Batch batch, Sink sink) {
    int size = batch.size();
    if (size == 0) {
      return;
    }
    try {
      accept(batch, sink);
      accepted.add(size);
    } catch (StorageException e) {
      dropped.add(size);
      failures.count(size + " points", String.valueOf(e.getMessage()));
      throw e;
    } finally {
      batch.clear();
    }
  }

  private void accept(Batch batch, Sink sink) {
    long deadline = 0;
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      try {
        sink.accept(batch);
        return;
      } catch (StorageException e) {
        long now = System.nanoTime();
        deadline = deadline == 0 ? now + limits.get().patience().toNanos() : deadline;
        if (e.reason() != Reason.OVERLOADED || now - deadline >= 0) {
          throw e;
        }
        sleep(pause, e);
      }
    }
  }

  private static void sleep(long millis, StorageException cause) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(Reason.CLOSED, "interrupted while waiting for the storage", cause);
    }
  }
}
