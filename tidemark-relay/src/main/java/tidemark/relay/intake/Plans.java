package tidemark.relay.intake;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;

/**
 * The plan in force. Whoever routes lines holds it for the length of a read, so that a reload finds
 * nobody halfway. Thread-safe.
 */
public final class Plans {
  // Fair: readers that come one after the other must not keep a reload waiting for ever.
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
  private Plan plan;

  /** The first plan. */
  public Plans(Plan first) {
    this.plan = first;
  }

  /** What is done under a plan. */
  public interface Work<E extends Exception> {
    void under(Plan plan) throws E;
  }

  /** Works under the plan in force. */
  public <E extends Exception> void with(Work<E> work) throws E {
    lock.readLock().lock();
    try {
      work.under(plan);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Replaces the plan while nobody works under it. */
  public void replace(UnaryOperator<Plan> change) {
    lock.writeLock().lock();
    try {
      plan = change.apply(plan);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
