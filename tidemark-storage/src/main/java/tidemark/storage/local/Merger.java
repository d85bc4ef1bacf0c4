package tidemark.storage.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.roaringbitmap.RoaringBitmap;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.BlockSet;
import tidemark.storage.local.block.BlockWriter;
import tidemark.storage.local.block.EntryReader;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.codec.Effort;
import tidemark.storage.local.codec.TimeOrder;
import tidemark.storage.local.log.Records;

/**
 * Joins blocks in the background, so that a series of a day lies together, and leaves out what is
 * deleted or expired. Raw points are rolled up before they may leave.
 *
 * <p>A merged block has the greatest sequence of its parts, and no block outside them that lies
 * between them in order overlaps them in time: so it wins and loses against the others as its parts
 * did. Its parts go only when it is durable and shown; if they come back after loss of power they
 * say nothing new. A deletion is retired only when the directories without its points are durable.
 * A part that turns out to be damaged is left as it is, and the rest goes on without it.
 *
 * <p>Write amplification is bounded: {@value #RUN} blocks of about one size become one of the next
 * size, and a day that is over becomes one block, so a point is written about once per factor of
 * {@value #RUN}. {@link #RATE} bounds the bytes a second. What is written is as small as the codecs
 * know to make it; a block that is alone in its day is written anew for that, once. One thread at a
 * time.
 */
final class Merger {
  /** Blocks of one size that are merged. */
  private static final int RUN = 4;

  /** Bytes written a second at most. */
  private static final long RATE = 16L << 20;

  private final Registry registry;
  private final Head head;
  private final Blocks blocks;
  private final Tiers tiers;
  private final Roller roller;
  private final Tombstones tombstones;
  private final Expiries expiries;
  private final EntryReader entries = new EntryReader();

  /** Of this round: raw points leave by the same rules by which they were rolled up. */
  private Expiry expiry;

  /** The same. */
  private MergeWork work = MergeWork.unwatched();

  Merger(
      Registry registry,
      Head head,
      Blocks blocks,
      Tiers tiers,
      Roller roller,
      Tombstones tombstones,
      Expiries expiries) {
    this.registry = registry;
    this.head = head;
    this.blocks = blocks;
    this.tiers = tiers;
    this.roller = roller;
    this.tombstones = tombstones;
    this.expiries = expiries;
    this.expiry = expiries.now();
  }

  /**
   * Does what there is to do.
   *
   * @param all also joins days that have only two blocks, and does not spare the disk
   * @param watched hears how far it is
   */
  synchronized void run(boolean all, MergeWork watched) throws IOException {
    expiry = expiries.now();
    work = watched;
    long rolled = roller.run(expiry);
    work.expect(blocks);
    tiers.all().forEach(work::expect);
    run(blocks, rolled, all);
    for (Blocks tier : tiers.all()) {
      run(tier, Long.MAX_VALUE, all);
    }
    retire();
  }

  /**
   * The same for blocks of one kind.
   *
   * @param through later ones are left alone
   */
  private void run(Blocks of, long through, boolean all) throws IOException {
    of.sweep();
    BlockSet set = of.acquire();
    try {
      for (Block block : set.all()) {
        if (block.sequence() <= through && expiry.isOver(block, of.step())) {
          of.replace(List.of(block), List.of());
        }
      }
    } finally {
      set.release();
    }
    while (mergeOne(of, through, all)) {}
    Map<Long, Records.Deleted> deletions = tombstones.kept();
    if (!deletions.isEmpty()) {
      clean(of, through, deletions);
    }
  }

  private boolean mergeOne(Blocks of, long through, boolean all) throws IOException {
    BlockSet set = of.acquire();
    try {
      List<Block> known = set.all().stream().filter(b -> b.sequence() <= through).toList();
      List<Block> parts = choose(of, known, all);
      if (parts.isEmpty()) {
        return false;
      }
      rewrite(of, parts, all); // a damaged part has reported itself; the others go on without it
      return true;
    } finally {
      set.release();
    }
  }

  /** Neighbours in order, of one period, that are worth joining; none if there are none. */
  private List<Block> choose(Blocks kind, List<Block> ordered, boolean all) {
    long length = kind.period();
    for (Block start : ordered) {
      List<Block> run = new ArrayList<>();
      long period = start.period(length);
      int least = all || expiry.isPast(period, length) ? 2 : RUN;
      List<Block> of = ordered.stream().filter(b -> b.period(length) == period).toList();
      for (Block block : ordered.subList(ordered.indexOf(start), ordered.size())) {
        if (block.period(length) == period && !block.isDamaged()) {
          if (least == RUN && tier(block) > tier(start)) {
            break;
          }
          run.add(block);
        } else if (of.stream().anyMatch(b -> b != block && b.overlaps(block))) {
          break;
        }
      }
      boolean encodes = least == 2 && run.stream().anyMatch(block -> !block.isSmallest());
      if ((run.size() >= least || encodes) && !start.isDamaged()) {
        return run;
      }
    }
    return List.of();
  }

  private static int tier(Block block) {
    return (64 - Long.numberOfLeadingZeros(block.bytes() >>> 16)) / 2;
  }

  /**
   * Writes parts anew as one block, without what is deleted or expired, and shows it in their
   * place.
   *
   * @return false if nothing was done, because a part is damaged: its rest stays where it is
   */
  private boolean rewrite(Blocks of, List<Block> parts, boolean fast) throws IOException {
    RoaringBitmap numbers = new RoaringBitmap();
    long sequence = 0;
    for (Block part : parts) {
      part.numbers(n -> numbers.add((int) n));
      sequence = Math.max(sequence, part.sequence());
    }
    BlockWriter writer = of.begin(of.takeGenerations(1), sequence, Effort.SMALLEST);
    boolean done = false;
    try {
      long started = System.nanoTime();
      long written = 0;
      long count = numbers.getLongCardinality();
      for (int number : numbers) {
        work.at(parts, written++, count);
        Columns joined = join(of, parts, number);
        if (parts.stream().anyMatch(Block::isDamaged)) {
          return false;
        }
        writer.add(number, joined, 0, joined.size());
        if (!fast) {
          spare(writer.bytes(), started);
        }
      }
      List<Block> merged = writer.isEmpty() ? List.of() : List.of(of.finish(writer));
      done = !merged.isEmpty();
      of.replace(parts, merged);
      work.did(parts);
      return true;
    } finally {
      if (!done) {
        of.abandon(writer);
      }
    }
  }

  private Columns join(Blocks of, List<Block> parts, int number) {
    HeadSeries series = registry.number(number);
    HeadSeries.Tombstone[] hidden = series == null ? HeadSeries.NONE : tombstones(series);
    Columns joined = new Columns(0);
    for (Block part : parts) {
      Columns columns = part.read(entries, number, Long.MIN_VALUE, Long.MAX_VALUE);
      if (columns != null) {
        Columns rest = Tombstones.visible(columns, hidden, part.sequence());
        joined = TimeOrder.merge(joined, rest);
      }
    }
    return series == null
        ? joined
        : joined.without(Long.MIN_VALUE, expiry.disposable(series, of.step()));
  }

  private HeadSeries.Tombstone[] tombstones(HeadSeries series) {
    Shard shard = head.shard(series);
    shard.lock.lock();
    try {
      return series.tombstones;
    } finally {
      shard.lock.unlock();
    }
  }

  private static void spare(long bytes, long started) {
    long due = started + bytes * TimeUnit.SECONDS.toNanos(1) / RATE;
    long early = due - System.nanoTime();
    if (early > 1_000_000) {
      LockSupport.parkNanos(early);
    }
  }

  /** Takes hidden points out of blocks that have some still. */
  private void clean(Blocks of, long through, Map<Long, Records.Deleted> deletions)
      throws IOException {
    BlockSet set = of.acquire();
    try {
      for (Block block : set.all()) {
        boolean dirty =
            deletions.entrySet().stream().anyMatch(e -> Hiding.in(block, e.getKey(), e.getValue()));
        if (dirty && block.sequence() <= through && !block.isDamaged()) {
          work.expect(block);
          rewrite(of, List.of(block), false);
        }
      }
    } finally {
      set.release();
    }
  }

  /** Forgets deletions that hide nothing any more. */
  private void retire() throws IOException {
    if (!tombstones.kept().isEmpty()) {
      Map<Long, Records.Deleted> gone =
          tombstones.retire((sequence, d) -> !Hiding.anywhere(blocks, tiers, sequence, d));
      gone.forEach(this::forget);
    }
  }

  private void forget(long sequence, Records.Deleted deleted) {
    for (long number : deleted.numbers()) {
      HeadSeries series = registry.number(number);
      if (series != null) {
        Shard shard = head.shard(series);
        shard.lock.lock();
        try {
          series.unhide(sequence);
        } finally {
          shard.lock.unlock();
        }
      }
    }
  }
}
