package tidemark.storage.local;

import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tidemark.model.Batch;
import tidemark.storage.local.log.Frame;
import tidemark.storage.local.log.FrameScanner;
import tidemark.storage.local.log.LogReader;
import tidemark.storage.local.log.PointsFrame;
import tidemark.storage.local.log.Records;

/**
 * Replays the log into the head at a start, and applies deletions to what it brings. Where the log
 * holds more than the head may, blocks are made on the way. One thread.
 */
final class LogReplay {
  private final LocalOptions options;
  private final Registry registry;
  private final Head head;
  private final PagePool pool;
  private final Damage damage;
  private final PointsFrame points = new PointsFrame();

  /** Points of a frame for the head, as a writer would bring them; their ids are of no use. */
  private final Batch kept;

  private final int[] numbers = new int[PointsFrame.MAX_POINTS];
  private final TreeMap<Long, Records.Deleted> logged = new TreeMap<>();

  /** Numbers of series that have points hidden. */
  private final BitSet hidden = new BitSet();

  private long sequence;
  private long replayed;
  private long nameless;
  private @Nullable IOException unsealed;

  LogReplay(LocalOptions options, Registry registry, Head head, PagePool pool, Damage damage) {
    this.options = options;
    this.registry = registry;
    this.head = head;
    this.pool = pool;
    this.damage = damage;
    this.kept = new Batch(registry.table());
  }

  /**
   * Replays it.
   *
   * @param sealer one that leaves the log alone
   */
  void run(LogReader reader, Sealer sealer) throws IOException {
    reader.read((type, seq, scanner) -> {
      sequence = Math.max(sequence, seq);
      frame(type, seq, scanner);
      makeRoom(sealer);
    });
    if (unsealed != null) {
      damage.report(
          "blocks could not be made while the log was replayed: " + unsealed.getMessage());
    }
    if (nameless > 0) {
      damage.report(nameless + " points of series whose names are lost were skipped");
    }
  }

  private void makeRoom(Sealer sealer) {
    if (pool.used() >= options.pages() / 2 && unsealed == null) {
      try {
        sealer.seal();
      } catch (IOException e) {
        unsealed = e;
      }
    }
  }

  private void frame(int type, long seq, FrameScanner scanner) {
    switch (type) {
      case Frame.POINTS -> {
        points.decode(scanner.body());
        replay(seq);
      }
      case Frame.SERIES -> {
        Records.Named named = Records.getSeries(scanner.body());
        registry.restore(named.number(), named.key(), false);
      }
      case Frame.DELETE -> {
        Records.Deleted deleted = Records.getDelete(scanner.body());
        logged.put(seq, deleted);
        for (long number : deleted.numbers()) {
          HeadSeries series = registry.number(number);
          if (series != null) {
            head.shard(series).remove(number, deleted.from(), deleted.until());
          }
        }
        hide(seq, deleted);
      }
      case Frame.CHECKPOINT -> {
        // segments before it may be left over; replaying them changes nothing
      }
      default -> damage.report("frame " + seq + " of unknown type " + type + " was skipped");
    }
  }

  /** Hides points that were appended before a deletion. */
  void hide(long seq, Records.Deleted deleted) {
    sequence = Math.max(sequence, seq);
    for (long number : deleted.numbers()) {
      HeadSeries series = registry.number(number);
      if (series != null) {
        hidden.set(series.slot());
        series.hide(new HeadSeries.Tombstone(seq, deleted.from(), deleted.until()));
      }
    }
  }

  private void replay(long seq) {
    @Nullable HeadSeries[] known = registry.numbers();
    int n = points.size();
    replayed += n;
    for (int i = 0; i < n; i++) {
      long number = points.number(i);
      HeadSeries series = number >= 0 && number < known.length ? known[(int) number] : null;
      if (series == null) {
        registry.reserve(number);
        nameless++;
      } else if (!hidden.get((int) number) || !isHidden(series, seq, points.timestamp(i))) {
        keep(i);
      }
    }
    head.put(kept, 0, kept.size(), numbers, (shard, base, lanes) -> {});
    kept.clear();
  }

  private void keep(int i) {
    numbers[kept.size()] = (int) points.number(i);
    if (points.isInteger(i)) {
      kept.addInteger(0, points.timestamp(i), points.bits(i));
    } else {
      kept.add(0, points.timestamp(i), Double.longBitsToDouble(points.bits(i)));
    }
  }

  /** A deletion known from tombstones.log holds even if its frame in the log is damaged. */
  private static boolean isHidden(HeadSeries series, long seq, long timestamp) {
    for (HeadSeries.Tombstone t : series.tombstones) {
      if (seq < t.sequence() && t.from() <= timestamp && timestamp < t.until()) {
        return true;
      }
    }
    return false;
  }

  /** The deletions in the log, for the sealer to carry to tombstones.log. */
  Map<Long, Records.Deleted> deletions() {
    return logged;
  }

  /** The greatest sequence of the log and of the deletions. */
  long sequence() {
    return sequence;
  }

  /** Points read from the log. */
  long replayed() {
    return replayed;
  }
}
