package tidemark.relay.aggregate;

import java.util.concurrent.atomic.LongAdder;

/** What all aggregates of a relay have taken, written and dropped. Thread-safe. */
public final class AggregatorCounts {
  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  void received() {
    received.increment();
  }

  void sent() {
    sent.increment();
  }

  void dropped() {
    dropped.increment();
  }

  /** Points that came in. */
  public long receivedCount() {
    return received.sum();
  }

  /** Results written. */
  public long sentCount() {
    return sent.sum();
  }

  /** Points too old or too new for any bucket. */
  public long droppedCount() {
    return dropped.sum();
  }
}
