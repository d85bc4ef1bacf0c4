package tidemark.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tidemark.model.SeriesKey;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.disk.DiskFile;
import tidemark.storage.local.log.FileHead;
import tidemark.storage.local.log.Frame;
import tidemark.storage.local.log.FrameFile;
import tidemark.storage.local.log.FrameScanner;
import tidemark.storage.local.log.LogReader;
import tidemark.storage.local.log.PointsFrame;
import tidemark.storage.local.log.Records;
import tidemark.storage.local.names.IndexReader;
import tidemark.storage.local.names.PathText;

/**
 * Brings the engine back to what was accepted: names, blocks, tombstones, then the log from its
 * oldest segment. What is damaged is reported and passed over; only a directory of a newer version,
 * or one that cannot be read at all, keeps the engine from starting. Being killed here does no
 * harm: nothing but torn tails and temporary directories is removed.
 */
final class Recovery {
  private static final String FORMAT = "tidemark-local ";

  /** 2: blocks may have columns in phase-in and Rice codes, and doubles as ordered numbers. */
  private static final int VERSION = 2;

  private final Disk disk;
  private final LocalOptions options;
  private final Registry registry;
  private final Head head;
  private final PagePool pool;
  private final Damage damage;
  private final PointsFrame points = new PointsFrame();
  private final TreeMap<Long, Records.Deleted> logged = new TreeMap<>();
  private @Nullable IndexReader index;
  private long sequence;
  private long replayed;
  private long nameless;

  Recovery(
      Disk disk, LocalOptions options, Registry registry, Head head, PagePool pool, Damage damage) {
    this.disk = disk;
    this.options = options;
    this.registry = registry;
    this.head = head;
    this.pool = pool;
    this.damage = damage;
  }

  /** Refuses a directory of a newer version, marks one that is new or older as of this one. */
  static void checkFormat(Disk disk) throws IOException {
    if (!disk.exists("FORMAT")) {
      mark(disk);
      return;
    }
    String text = new String(disk.read("FORMAT"), StandardCharsets.UTF_8).strip();
    if (!text.matches(FORMAT + "\\d{1,9}")) {
      throw new StorageException(
          Reason.CORRUPT, "data directory " + disk.where() + " has a FORMAT file that is not ours");
    }
    int version = Integer.parseInt(text.substring(FORMAT.length()));
    if (version > VERSION) {
      throw new StorageException(
          Reason.UNAVAILABLE,
          "data directory "
              + disk.where()
              + " was written by a newer Tidemark (format "
              + version
              + ", this one knows "
              + VERSION
              + ")");
    }
    if (version < VERSION) {
      mark(disk); // before anything is written that the older version does not know
    }
  }

  private static void mark(Disk disk) throws IOException {
    try (DiskFile file = disk.create("FORMAT.tmp")) {
      file.writeFully(
          ByteBuffer.wrap((FORMAT + VERSION + "\n").getBytes(StandardCharsets.US_ASCII)));
      file.sync();
    }
    disk.rename("FORMAT.tmp", "FORMAT");
    disk.syncDirectory("");
  }

  /** Reads names.log, as far as names.idx does not say it already. */
  void names(FrameFile names) throws IOException {
    names.open(
        this::indexed,
        (type, seq, scanner) -> {
          if (type == Frame.SERIES) {
            Records.Named named = Records.getSeries(scanner.body());
            registry.restore(named.number(), named.key(), true);
          }
        },
        damage::report);
  }

  private int indexed(byte[] names) throws IOException {
    IndexReader read = IndexReader.open(disk, names, damage::report);
    if (read != null) {
      registry.expect(read.count());
      try {
        read.each(new Restore(new PathText(read)));
        index = read;
        return read.covered();
      } catch (StorageException e) {
        damage.report(IndexReader.FILE + " is not used: " + e.getMessage());
      }
    }
    return FileHead.SIZE;
  }

  private final class Restore implements IndexReader.Visitor {
    private final PathText text;

    Restore(PathText text) {
      this.text = text;
    }

    @Override
    public void path(long number, int[] words, int depth, int shared) {
      registry.restore(number, text.key(words, depth, shared), true);
    }

    @Override
    public void tagged(long number, SeriesKey key) {
      registry.restore(number, key, true);
    }
  }

  /** What {@link #names} took in, if there was any. */
  @Nullable IndexReader index() {
    return index;
  }

  /** Opens the blocks and deletes what a killed process left half written. */
  List<Block> blocks() throws IOException {
    disk.createDirectory(Blocks.RAW);
    return blocks(Blocks.RAW);
  }

  /** The same for the tiers. */
  void tiers(Tiers tiers) throws IOException {
    for (String step : disk.list(Tiers.DIRECTORY)) {
      if (step.matches("\\d{1,10}")) {
        long seconds = Long.parseLong(step);
        tiers.found(seconds, blocks(Tiers.path(seconds)));
      }
    }
  }

  private List<Block> blocks(String root) throws IOException {
    List<Block> found = new ArrayList<>();
    for (String day : disk.list(root)) {
      String path = root + '/' + day;
      if (day.endsWith(".tmp")) {
        disk.delete(path);
      } else if (day.matches("-?\\d{4,}-\\d\\d-\\d\\d")) {
        for (String name : disk.list(path)) {
          open(path + '/' + name, found);
        }
      } else {
        damage.report("unknown directory " + path + " is ignored");
      }
    }
    for (Block block : found) {
      sequence = Math.max(sequence, block.sequence());
      block.numbers(registry::reserve);
    }
    return found;
  }

  private void open(String path, List<Block> found) {
    try {
      found.add(Block.open(disk, path, damage::reportBlock));
    } catch (IOException e) {
      damage.report("block " + path + " is ignored: " + e.getMessage());
    }
  }

  /** Reads tombstones.log. */
  void tombstones(FrameFile file, Tombstones tombstones) throws IOException {
    file.open(
        (type, seq, scanner) -> {
          if (type == Frame.DELETE) {
            Records.Deleted deleted = Records.getDelete(scanner.body());
            hide(seq, deleted);
            tombstones.found(seq, deleted);
          }
        },
        damage::report);
  }

  private void hide(long seq, Records.Deleted deleted) {
    sequence = Math.max(sequence, seq);
    for (long number : deleted.numbers()) {
      HeadSeries series = registry.number(number);
      if (series != null) {
        series.hide(new HeadSeries.Tombstone(seq, deleted.from(), deleted.until()));
      }
    }
  }

  /**
   * Replays the log into the head; where it holds more than the head may, blocks are made on the
   * way.
   *
   * @param sealer one that leaves the log alone
   */
  void log(LogReader reader, Sealer sealer) throws IOException {
    IOException[] failure = new IOException[1];
    reader.read((type, seq, scanner) -> {
      sequence = Math.max(sequence, seq);
      frame(type, seq, scanner);
      if (pool.used() >= options.pages() / 2 && failure[0] == null) {
        try {
          sealer.seal();
        } catch (IOException e) {
          failure[0] = e;
        }
      }
    });
    if (failure[0] != null) {
      damage.report(
          "blocks could not be made while the log was replayed: " + failure[0].getMessage());
    }
    if (nameless > 0) {
      damage.report(nameless + " points of series whose names are lost were skipped");
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
            head.shard(series).remove(series, deleted.from(), deleted.until());
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

  private void replay(long seq) {
    @Nullable HeadSeries[] numbers = registry.numbers();
    int n = points.size();
    replayed += n;
    for (int i = 0; i < n; i++) {
      long number = points.number(i);
      HeadSeries series = number >= 0 && number < numbers.length ? numbers[(int) number] : null;
      if (series == null) {
        registry.reserve(number);
        nameless++;
      } else if (series.tombstones.length == 0 || !hidden(series, seq, points.timestamp(i))) {
        head.shard(series).put(series, points.timestamp(i), points.bits(i), points.isInteger(i));
      }
    }
  }

  /** A deletion known from tombstones.log holds even if its frame in the log is damaged. */
  private static boolean hidden(HeadSeries series, long seq, long timestamp) {
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

  /** The greatest sequence seen anywhere. */
  long sequence() {
    return sequence;
  }

  /** Points read from the log. */
  long replayed() {
    return replayed;
  }
}
