package tidemark.relay.send;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What became of one server's lines since the start. Thread-safe. */
public final class ServerCounts {
  private final LongAdder sent = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder stalls = new LongAdder();
  private final LongAdder wallNanos = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder writtenBytes = new LongAdder();

  void sent(long lines) {
    sent.add(lines);
  }

  void dropped(long lines) {
    if (lines > 0) {
      dropped.add(lines);
    }
  }

  void stalled() {
    stalls.increment();
  }

  void wrote(int bytes) {
    writes.increment();
    writtenBytes.add(bytes);
  }

  void took(long nanos) {
    wallNanos.add(nanos);
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

  /** Time spent writing, in microseconds. */
  public long wallMicros() {
    return TimeUnit.NANOSECONDS.toMicros(wallNanos.sum());
  }

  /** Writes so far. */
  public long writes() {
    return writes.sum();
  }

  /** Bytes of lines written so far, before any compression. */
  public long writtenBytes() {
    return writtenBytes.sum();
  }
}
