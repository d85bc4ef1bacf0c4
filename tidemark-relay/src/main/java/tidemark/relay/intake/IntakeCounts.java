package tidemark.relay.intake;

import java.util.concurrent.atomic.LongAdder;

/** What was done with lines, of one of the workers that statistics speak of. Thread-safe. */
public final class IntakeCounts {
  private final LongAdder received = new LongAdder();
  private final LongAdder blackholed = new LongAdder();
  private final LongAdder discarded = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  void add(long lines, long dropped, long refused, long took) {
    received.add(lines);
    if (dropped > 0) {
      blackholed.add(dropped);
    }
    if (refused > 0) {
      discarded.add(refused);
    }
    nanos.add(took);
  }

  /** Lines that the rules were asked about. */
  public long received() {
    return received.sum();
  }

  /** Lines that went nowhere. */
  public long blackholed() {
    return blackholed.sum();
  }

  /** What was no line, or too long. */
  public long discarded() {
    return discarded.sum();
  }

  /** Time spent on them, in microseconds. */
  public long wallMicros() {
    return nanos.sum() / 1000;
  }
}
