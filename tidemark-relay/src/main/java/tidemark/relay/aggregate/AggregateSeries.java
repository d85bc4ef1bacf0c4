package tidemark.relay.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.function.BiConsumer;
import tidemark.relay.language.Rule.Aggregate;
import tidemark.relay.language.Rule.Compute;
import tidemark.relay.language.Rule.Stamp;

/**
 * One result's buckets: a window over time that slides as they expire. Times are seconds since the
 * epoch. Thread-safe.
 *
 * <pre>
 *   first            first + width                                 first + count * width
 *     | bucket 0 ------ | bucket 1 ------ | ...                        |
 *     earlier points are dropped                     later points are dropped
 * </pre>
 */
final class AggregateSeries {
  private final String name;
  private final Aggregate rule;
  private final Compute compute;
  private final boolean keep;
  private final long wait;
  private final ArrayDeque<Bucket> buckets = new ArrayDeque<>();
  private long first;
  private boolean forgotten;

  /**
   * A series that gets its first point now.
   *
   * @param splay how much longer than {@code expire after} a bucket waits, so that not all series
   *     of a relay are written in one moment
   */
  AggregateSeries(String name, Aggregate rule, Compute compute, long now, long splay) {
    this(name, rule, compute, splay);
    int width = rule.everySeconds();
    this.first = Math.floorDiv(now - rule.expireSeconds(), width) * width;
    int count = Math.ceilDiv(rule.expireSeconds(), width) + 2;
    for (int i = 0; i < count; i++) {
      buckets.add(new Bucket());
    }
  }

  /** A series as {@link #save} left it. */
  AggregateSeries(String name, Aggregate rule, Compute compute, DataInput in, long splay)
      throws IOException {
    this(name, rule, compute, splay);
    this.first = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      buckets.add(Bucket.load(in, keep));
    }
  }

  private AggregateSeries(String name, Aggregate rule, Compute compute, long splay) {
    this.name = name;
    this.rule = rule;
    this.compute = compute;
    this.keep = Bucket.keepsValues(compute.function());
    this.wait = rule.expireSeconds() + splay;
  }

  /** Writes where the window is and what the buckets hold (docs/formats/journal.md). */
  synchronized void save(DataOutput out) throws IOException {
    out.writeLong(first);
    out.writeInt(buckets.size());
    for (Bucket bucket : buckets) {
      bucket.save(out, keep);
    }
  }

  String name() {
    return name;
  }

  Compute compute() {
    return compute;
  }

  /** What became of a point. */
  enum Taken {
    TAKEN,
    /** Its bucket is not there: written already, or too far ahead. */
    OUTSIDE,
    /** The series was forgotten; a new one is needed. */
    FORGOTTEN
  }

  synchronized Taken add(double value, long time) {
    if (forgotten) {
      return Taken.FORGOTTEN;
    }
    long bucket = Math.floorDiv(time - first, rule.everySeconds());
    if (bucket < 0 || bucket >= buckets.size()) {
      return Taken.OUTSIDE;
    }
    int skipped = 0;
    for (Bucket each : buckets) {
      if (skipped++ == bucket) {
        each.add(value, keep);
        break;
      }
    }
    return Taken.TAKEN;
  }

  /**
   * Writes what has waited long enough.
   *
   * @return whether the window has moved
   */
  synchronized boolean expire(long now, BiConsumer<AggregateSeries, String> out) {
    long before = first;
    while (first + wait < now) {
      emitFirst(out);
    }
    return first != before;
  }

  /** Forgets the series if it holds nothing; tells whether it is forgotten. */
  synchronized boolean forgetIfEmpty() {
    forgotten = buckets.stream().allMatch(Bucket::isEmpty);
    return forgotten;
  }

  /** Writes what is over, waited or not: the relay stops or is given other rules. */
  synchronized void flush(long now, BiConsumer<AggregateSeries, String> out) {
    while (first + rule.everySeconds() < now) {
      emitFirst(out);
    }
    forgotten = true;
  }

  private void emitFirst(BiConsumer<AggregateSeries, String> out) {
    Bucket bucket = buckets.removeFirst();
    if (!bucket.isEmpty()) {
      out.accept(this, name + " " + bucket.result(compute) + " " + stamp());
    }
    buckets.addLast(new Bucket());
    first += rule.everySeconds();
  }

  private long stamp() {
    int width = rule.everySeconds();
    return first
        + (rule.stamp() == Stamp.START ? 0 : rule.stamp() == Stamp.MIDDLE ? width / 2 : width);
  }
}
