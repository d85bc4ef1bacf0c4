package tidemark.storage.local;

import java.io.IOException;
import java.util.Arrays;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.EntryReader;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.codec.TimeOrder;

/**
 * Computes the points of a tier from the next finer one, as whisper propagates them
 * (contracts/whisper.md, Propagation): a bucket of which enough is known gets the rule's aggregate;
 * otherwise what was stored before stays. A point that is too late for the finer level (its other
 * points are gone) goes to the coarser one as it is.
 *
 * <p>What is stored holds wherever no raw point is newer, so only buckets between the first and the
 * last newer point are computed. Outside them, and inside where the raw points are gone, nothing
 * changes. Not thread-safe.
 */
final class RollUp {
  private final Expiry expiry;
  private final EntryReader entries;
  private double[] slots = new double[64];

  RollUp(Expiry expiry, EntryReader entries) {
    this.expiry = expiry;
    this.entries = entries;
  }

  /** Takes the computed points of one level. */
  @FunctionalInterface
  interface Out {
    void level(int level, Columns computed) throws IOException;
  }

  /** The points of a tier with {@code from <= t < until}, which begin buckets of the level. */
  Columns read(Snapshot snapshot, View view, Rule rule, int level, long from, long until) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    long number = snapshot.series().number;
    for (Block block : view.raw().all()) {
      if (block.sequence() > view.rolled() && block.overlaps(from, until) && block.has(number)) {
        min = Math.min(min, block.first(number));
        max = Math.max(max, block.last(number));
      }
    }
    for (Columns head : Arrays.asList(snapshot.frozen(), snapshot.open())) {
      if (head != null && !head.isEmpty()) {
        min = Math.min(min, head.timestamp(0));
        max = Math.max(max, head.timestamp(head.size() - 1));
      }
    }
    min = Math.max(min, from);
    max = Math.min(max, until - 1);
    Columns stored = stored(snapshot, view, rule, level, from, until);
    if (min > max) {
      return stored;
    }
    try {
      return TimeOrder.merge(
          stored, compute(snapshot, view, rule, level, min, max, (l, computed) -> {}));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e); // the empty consumer throws nothing
    }
  }

  /**
   * Computes the buckets of the levels 1 to {@code level} that some times lie in.
   *
   * @param min the first time
   * @param max the last time
   * @param out takes each level's
   * @return the last level's
   */
  Columns compute(Snapshot snapshot, View view, Rule rule, int level, long min, long max, Out out)
      throws IOException {
    Columns computed = new Columns(0);
    for (int l = 1; l <= level; l++) {
      long from = rule.bucket(l, min);
      long until = rule.bucket(l, max) + rule.step(l);
      Columns finer;
      if (l == 1) {
        finer = within(snapshot.join(entries, view.raw().all(), from, until), from, until);
      } else {
        finer = TimeOrder.merge(stored(snapshot, view, rule, l - 1, from, until), computed);
      }
      computed = aggregate(finer, rule, l);
      out.level(l, computed);
    }
    return computed;
  }

  private Columns stored(
      Snapshot snapshot, View view, Rule rule, int level, long from, long until) {
    Snapshot blocks = snapshot.withoutHead();
    return within(blocks.join(entries, view.tier(rule.step(level)), from, until), from, until);
  }

  private static Columns within(Columns columns, long from, long until) {
    return columns.without(Long.MIN_VALUE, from).without(until, Long.MAX_VALUE);
  }

  private Columns aggregate(Columns finer, Rule rule, int level) {
    long step = rule.step(level);
    long fine = rule.step(level - 1);
    int width = (int) (step / fine);
    if (slots.length < width) {
      slots = new double[width];
    }
    long gone = rule.bucket(level, expiry.gone(rule, level - 1));
    Columns out = new Columns(finer.size() / width + 1);
    for (int i = 0; i < finer.size(); ) {
      long bucket = rule.bucket(level, finer.timestamp(i));
      Arrays.fill(slots, 0, width, Double.NaN);
      double last = Double.NaN;
      for (; i < finer.size() && finer.timestamp(i) < bucket + step; i++) {
        double value = finer.value(i);
        // of several in one slot of the grid the greatest timestamp's
        slots[(int) ((finer.timestamp(i) - bucket) / fine)] = value;
        last = Double.isNaN(value) ? last : value;
      }
      double value = rule.method.join(slots, 0, width, rule.xFilesFactor);
      if (Double.isNaN(value) && bucket < gone) {
        value = last;
      }
      if (!Double.isNaN(value)) {
        out.add(bucket, Double.doubleToRawLongBits(value), false);
      }
    }
    return out;
  }
}
