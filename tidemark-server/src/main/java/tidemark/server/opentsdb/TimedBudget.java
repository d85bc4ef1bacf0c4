package tidemark.server.opentsdb;

import java.time.Duration;
import tidemark.query.Budget;

/** A budget with OpenTSDB's own time limit, {@code opentsdb.query-timeout}, which ends with 504. */
final class TimedBudget implements Budget {
  private final Budget inner;
  private final Duration allowed;
  private final long began = System.nanoTime();

  /**
   * Begins now.
   *
   * @param allowed zero: no limit
   */
  TimedBudget(Budget inner, Duration allowed) {
    this.inner = inner;
    this.allowed = allowed;
  }

  @Override
  public void check() {
    inner.check();
    if (isLate()) {
      throw new ApiException(
          504, "Query timed out", "It took longer than opentsdb.query-timeout: " + allowed);
    }
  }

  @Override
  public boolean isOver() {
    return inner.isOver() || isLate();
  }

  private boolean isLate() {
    return !allowed.isZero() && System.nanoTime() - began > allowed.toNanos();
  }

  @Override
  public void hold(long bytes) {
    inner.hold(bytes);
  }
}
