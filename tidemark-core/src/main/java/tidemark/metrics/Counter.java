package tidemark.metrics;

import java.util.concurrent.atomic.LongAdder;

/** A count that only grows. Thread-safe and cheap under contention. */
public final class Counter {
  private final LongAdder count = new LongAdder();

  Counter() {}

  public void increment() {
    count.increment();
  }

  public void add(long n) {
    count.add(n);
  }

  public long value() {
    return count.sum();
  }
}
