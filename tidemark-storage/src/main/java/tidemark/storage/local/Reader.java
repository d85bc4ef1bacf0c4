package tidemark.storage.local;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import tidemark.metrics.Counter;
import tidemark.metrics.Meters;
import tidemark.model.Points;
import tidemark.model.Series;
import tidemark.model.TimeRange;
import tidemark.storage.Downsample;
import tidemark.storage.Fetch;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;
import tidemark.storage.index.SeriesIndex;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.EntryReader;
import tidemark.storage.local.block.RegularPoints;
import tidemark.storage.local.codec.ColumnPoints;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.codec.TimeOrder;

/**
 * Answers reads: raw points from blocks and head (see {@link Snapshot}), and where those have
 * ended, or a tier is asked for, {@link RollUp}'s.
 */
final class Reader {
  private final Registry registry;
  private final Head head;
  private final SeriesIndex index;
  private final Blocks blocks;
  private final Tiers tiers;
  private final Sealer sealer;
  private final Expiries expiries;
  private final Counter summed;
  private final Counter decoded;
  private final ArrayBlockingQueue<Scratch> scratches = new ArrayBlockingQueue<>(16);

  /** What a read needs, one at a time, and the rules that it keeps to. */
  private static final class Scratch {
    final Expiry expiry;
    final EntryReader entries = new EntryReader();
    final RegularPoints regular = new RegularPoints();
    final CoarseRead coarse;
    final RollUp rollUp;

    Scratch(Expiry expiry) {
      this.expiry = expiry;
      this.rollUp = new RollUp(expiry, entries);
      this.coarse = new CoarseRead(entries);
    }
  }

  Reader(
      Registry registry,
      Head head,
      SeriesIndex index,
      Blocks blocks,
      Tiers tiers,
      Sealer sealer,
      Expiries expiries,
      Meters meters) {
    this.registry = registry;
    this.head = head;
    this.index = index;
    this.blocks = blocks;
    this.tiers = tiers;
    this.sealer = sealer;
    this.expiries = expiries;
    String help = "Entries of blocks that coarse queries took from summaries, or had to decode";
    summed = meters.counter("tidemark_coarse_entries_total", help, "from", "summaries");
    decoded = meters.counter("tidemark_coarse_entries_total", help, "from", "points");
  }

  void read(Fetch fetch, Consumer<Series> out) {
    RoaringBitmap selected = index.select(fetch.selector());
    if (fetch.empty() && selected.getLongCardinality() > fetch.maxSeries()) {
      throw tooMany(fetch);
    }
    Expiry expiry = expiries.now();
    @Nullable Scratch polled = scratches.poll();
    Scratch scratch = polled == null || polled.expiry != expiry ? new Scratch(expiry) : polled;
    int handed = 0;
    try (View view = new View(blocks, tiers, expiry)) {
      List<Block> overlapping = overlapping(view, fetch);
      HeadRead reading = new HeadRead(selected.getIntIterator(), registry, head, sealer);
      while (!fetch.stop().getAsBoolean()) {
        Snapshot snapshot = reading.advance();
        if (snapshot == null) {
          return;
        }
        HeadSeries series = snapshot.series();
        if (view.refresh()) {
          overlapping = overlapping(view, fetch);
        }
        Rule rule = expiry.rule(series);
        int level = fetch.step() > 0 ? Math.max(0, rule.level(fetch.step())) : 0;
        Downsample how = level > 0 ? null : downsample(fetch, rule, scratch);
        Points points =
            level > 0
                ? tier(snapshot, view, rule, level, fetch, scratch)
                : how != null
                    ? coarse(snapshot, overlapping, rule, fetch.range(), how, scratch)
                    : raw(snapshot, view, overlapping, rule, fetch, scratch);
        if (points.size() == 0 && !fetch.empty()) {
          continue;
        }
        if (handed++ == fetch.maxSeries()) {
          throw tooMany(fetch);
        }
        long step = level > 0 ? rule.step(level) : how != null ? how.width() : 0;
        out.accept(new Series(series.key, points, step));
      }
    } finally {
      scratches.offer(scratch);
    }
  }

  private static List<Block> overlapping(View view, Fetch fetch) {
    return view.raw().overlapping(fetch.range().from(), fetch.range().until());
  }

  /** How to join the points of each bucket, if raw points are all that is needed; else null. */
  private static @Nullable Downsample downsample(Fetch fetch, Rule rule, Scratch scratch) {
    Downsample how = fetch.downsample();
    return how == null
            || how.width() < CoarseRead.LEAST_WIDTH
            || fetch.last() > 0
            || !isRaw(fetch.range(), rule, scratch)
        ? null
        : how;
  }

  private static boolean isRaw(TimeRange range, Rule rule, Scratch scratch) {
    return rule.tiers() == 0 || range.from() >= scratch.expiry.horizon(rule, 0);
  }

  private Points coarse(
      Snapshot snapshot,
      List<Block> overlapping,
      Rule rule,
      TimeRange range,
      Downsample how,
      Scratch scratch) {
    CoarseRead coarse = scratch.coarse;
    long from = Math.max(scratch.expiry.horizon(rule, 0), range.from());
    Points points = coarse.read(snapshot, overlapping, from, range.until(), how);
    summed.add(coarse.summed);
    decoded.add(coarse.decoded);
    coarse.summed = 0;
    coarse.decoded = 0;
    return points;
  }

  /** Raw points, and before they begin those of the tiers, from finer to coarser. */
  private Points raw(
      Snapshot snapshot,
      View view,
      List<Block> overlapping,
      Rule rule,
      Fetch fetch,
      Scratch scratch) {
    TimeRange range = fetch.range();
    long begin = scratch.expiry.horizon(rule, 0);
    long from = Math.max(begin, range.from());
    boolean only = isRaw(range, rule, scratch);
    if (only && snapshot.addTo(scratch.regular, scratch.entries, overlapping, range)) {
      return scratch.regular.points(from, range.until(), fetch.last());
    }
    Columns columns = new Columns(0);
    if (!only) {
      columns = stitched(snapshot, view, rule, range, scratch);
    }
    Columns raw = snapshot.join(scratch.entries, overlapping, range.from(), range.until());
    columns = TimeOrder.merge(columns, raw.without(Long.MIN_VALUE, from));
    return points(columns, range.from(), fetch);
  }

  /** The points of each tier between where it begins and where the next finer one does. */
  private Columns stitched(
      Snapshot snapshot, View view, Rule rule, TimeRange range, Scratch scratch) {
    Columns columns = new Columns(0);
    for (int level = rule.tiers(); level > 0; level--) {
      long from = Math.max(range.from(), scratch.expiry.horizon(rule, level));
      long until = Math.min(range.until(), scratch.expiry.horizon(rule, level - 1));
      if (from < until) {
        Columns tier = tier(snapshot, view, rule, level, from, until, scratch);
        columns = TimeOrder.merge(columns, tier);
      }
    }
    return columns;
  }

  private Points tier(
      Snapshot snapshot, View view, Rule rule, int level, Fetch fetch, Scratch scratch) {
    long from = Math.max(fetch.range().from(), scratch.expiry.horizon(rule, level));
    long until = fetch.range().until();
    return from < until
        ? points(tier(snapshot, view, rule, level, from, until, scratch), from, fetch)
        : Points.NONE;
  }

  /** A tier's points in a range of any times. */
  private static Columns tier(
      Snapshot snapshot, View view, Rule rule, int level, long from, long until, Scratch scratch) {
    long end = Math.min(until, Long.MAX_VALUE - rule.step(level));
    Columns columns =
        scratch.rollUp.read(
            snapshot,
            view,
            rule,
            level,
            rule.bucket(level, from),
            rule.bucket(level, end - 1) + rule.step(level));
    return columns.without(Long.MIN_VALUE, from).without(until, Long.MAX_VALUE);
  }

  private static Points points(Columns columns, long from, Fetch fetch) {
    int end = columns.lowerBound(fetch.range().until());
    int start = columns.lowerBound(from);
    if (fetch.last() > 0) {
      start = Math.max(start, end - fetch.last());
    }
    return ColumnPoints.of(columns, Math.min(start, end), end);
  }

  private static StorageException tooMany(Fetch fetch) {
    return new StorageException(
        Reason.LIMIT, "more than " + fetch.maxSeries() + " series are selected");
  }

  /**
   * Whether a series has any point left that has not expired. Sure only while its shard is held.
   */
  boolean hasPoints(HeadSeries series) {
    Expiry expiry = expiries.now();
    Rule rule = expiry.rule(series);
    long from = expiry.horizon(series);
    Snapshot snapshot = Snapshot.of(series, head, sealer);
    EntryReader entries = new EntryReader();
    try (View view = new View(blocks, tiers, expiry)) {
      boolean any = hasAfter(snapshot.join(entries, view.raw().all(), from, Long.MAX_VALUE), from);
      for (int level = 1; level <= rule.tiers() && !any; level++) {
        List<Block> tier = view.tier(rule.step(level));
        any = hasAfter(snapshot.withoutHead().join(entries, tier, from, Long.MAX_VALUE), from);
      }
      return any;
    }
  }

  private static boolean hasAfter(Columns columns, long from) {
    return columns.lowerBound(from) < columns.size();
  }
}
