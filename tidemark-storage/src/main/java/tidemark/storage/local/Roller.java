package tidemark.storage.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.BlockWriter;
import tidemark.storage.local.block.EntryReader;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.codec.Effort;

/**
 * Rolls raw blocks up into tiers, each once, soon after its sealing, so that late points rebuild
 * the buckets they fall in. Raw points may leave only blocks that have been through here: {@link
 * Merger} sees to it. One thread at a time.
 */
final class Roller {
  private final Registry registry;
  private final Head head;
  private final Blocks blocks;
  private final Tiers tiers;
  private final EntryReader entries = new EntryReader();

  Roller(Registry registry, Head head, Blocks blocks, Tiers tiers) {
    this.registry = registry;
    this.head = head;
    this.blocks = blocks;
    this.tiers = tiers;
  }

  /**
   * Rolls up what is new.
   *
   * @param expiry the rules
   * @return the sequence up to which raw blocks are in the tiers
   */
  long run(Expiry expiry) throws IOException {
    if (!expiry.isConfigured()) {
      return Long.MAX_VALUE; // there will never be tiers
    }
    tiers.begin(expiry.fingerprint());
    long through = tiers.rolled(expiry.fingerprint());
    try (View view = new View(blocks, tiers, expiry)) {
      TreeMap<Long, List<Block>> fresh = new TreeMap<>();
      for (Block block : view.raw().all()) {
        if (block.sequence() > view.rolled()) {
          fresh.computeIfAbsent(block.period(Blocks.DAY), d -> new ArrayList<>()).add(block);
          through = Math.max(through, block.sequence());
        }
      }
      if (fresh.isEmpty()) {
        return through;
      }
      // day by day, and each is shown before the next: a bucket of a week has points of many
      for (List<Block> day : fresh.values()) {
        new Day(expiry, view, through).roll(day);
        view.refreshTiers();
      }
    }
    tiers.rolled(through, expiry.fingerprint());
    return through;
  }

  /** The blocks that the raw blocks of one day become. */
  private final class Day {
    private final Expiry expiry;
    private final RollUp rollUp;
    private final View view;
    private final long through;

    /** Blocks not finished yet, by tier and period. */
    private final Map<Blocks, TreeMap<Long, BlockWriter>> writers = new LinkedHashMap<>();

    Day(Expiry expiry, View view, long through) {
      this.expiry = expiry;
      this.rollUp = new RollUp(expiry, entries);
      this.view = view;
      this.through = through;
    }

    void roll(List<Block> day) throws IOException {
      try {
        RoaringBitmap numbers = new RoaringBitmap();
        day.forEach(block -> block.numbers(n -> numbers.add((int) n)));
        for (int number : numbers) {
          HeadSeries series = registry.number(number);
          if (series != null && expiry.rule(series).tiers() > 0) {
            roll(series, expiry.rule(series), day);
          }
        }
        for (var of : writers.entrySet()) {
          finish(of.getKey(), of.getValue());
        }
      } finally {
        // those left over when something failed, of all tiers
        writers.forEach((tier, of) -> of.values().forEach(tier::abandon));
      }
    }

    private void roll(HeadSeries series, Rule rule, List<Block> day) throws IOException {
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      for (Block block : day) {
        if (block.has(series.number)) {
          min = Math.min(min, block.first(series.number));
          max = Math.max(max, block.last(series.number));
        }
      }
      rollUp.compute(
          Snapshot.ofBlocks(series, head),
          view,
          rule,
          rule.tiers(),
          min,
          max,
          (level, computed) -> add(tiers.make(rule.step(level)), series.number, computed));
    }

    private void add(Blocks tier, long number, Columns computed) throws IOException {
      long length = tier.period();
      for (int from = 0; from < computed.size(); ) {
        long period = Math.floorDiv(computed.timestamp(from), length);
        int to = computed.lowerBound((period + 1) * length);
        var of = writers.computeIfAbsent(tier, t -> new TreeMap<>());
        BlockWriter writer = of.get(period);
        if (writer == null) {
          writer = tier.begin(tier.takeGenerations(1), through, Effort.FAST);
          of.put(period, writer);
        }
        writer.add(number, computed, from, to);
        from = to;
      }
    }

    private static void finish(Blocks tier, NavigableMap<Long, BlockWriter> unfinished)
        throws IOException {
      List<Block> written = new ArrayList<>();
      try {
        while (!unfinished.isEmpty()) {
          written.add(tier.finish(unfinished.firstEntry().getValue()));
          unfinished.pollFirstEntry();
        }
      } finally {
        tier.publish(written); // also if not all: what they say is true
      }
    }
  }
}
