package tidemark.storage.local.tool;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import tidemark.model.SeriesKey;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.log.FileHead;
import tidemark.storage.local.log.Frame;
import tidemark.storage.local.log.FrameScanner;
import tidemark.storage.local.log.PointsFrame;
import tidemark.storage.local.log.Records;

/**
 * How much of an engine's directory each series takes: points and bytes in blocks and tiers (its
 * columns and index entries; a column of times that series share counts for the first), and points
 * in the log. Changes nothing, and may be run while a server writes. One thread.
 */
public final class Inventory {
  /** What one series, or all of some, have. */
  public static final class Share {
    public long points;
    public long bytes;
    public long rolledUp;
    public long tierBytes;
    public long logged;

    long allBytes() {
      return bytes + tierBytes;
    }

    void add(Share other) {
      points += other.points;
      bytes += other.bytes;
      rolledUp += other.rolledUp;
      tierBytes += other.tierBytes;
      logged += other.logged;
    }
  }

  private final Disk disk;
  private final Map<Long, SeriesKey> names = new HashMap<>();
  private final Map<Long, Share> shares = new HashMap<>();

  private Inventory(Disk disk) {
    this.disk = disk;
  }

  /** Looks through a directory. */
  public static Inventory of(Disk disk) throws IOException {
    Inventory inventory = new Inventory(disk);
    inventory.frames("names.log");
    for (String segment : disk.list("log")) {
      inventory.frames("log/" + segment);
    }
    BlockFiles files = new BlockFiles(disk);
    for (String root : files.roots()) {
      for (String path : files.blocks(root)) {
        Block block = files.open(path, what -> {});
        if (block != null) {
          try {
            inventory.block(block, root.equals("blocks"));
          } finally {
            block.close();
          }
        }
      }
    }
    return inventory;
  }

  private Share share(long number) {
    return shares.computeIfAbsent(number, n -> new Share());
  }

  private void block(Block block, boolean raw) {
    block.sizes((number, points, bytes) -> {
      Share share = share(number);
      if (raw) {
        share.points += points;
        share.bytes += bytes;
      } else {
        share.rolledUp += points;
        share.tierBytes += bytes;
      }
    });
  }

  private void frames(String path) throws IOException {
    byte[] bytes;
    try {
      bytes = disk.read(path);
    } catch (NoSuchFileException e) {
      return; // sealed meanwhile
    }
    PointsFrame points = new PointsFrame();
    FrameScanner scanner = new FrameScanner(bytes, Math.min(FileHead.SIZE, bytes.length));
    while (scanner.next()) {
      if (scanner.type() == Frame.SERIES) {
        Records.Named named = Records.getSeries(scanner.body());
        names.putIfAbsent(named.number(), named.key());
      } else if (scanner.type() == Frame.POINTS) {
        points.decode(scanner.body());
        for (int i = 0; i < points.size(); i++) {
          share(points.number(i)).logged++;
        }
      }
    }
  }

  /** The shares of the series that are meant and have any. */
  public Map<SeriesKey, Share> shares(Predicate<SeriesKey> meant) {
    Map<SeriesKey, Share> found = new TreeMap<>();
    shares.forEach((number, share) -> {
      SeriesKey key = names.get(number);
      if (key != null && meant.test(key)) {
        found.put(key, share);
      }
    });
    return found;
  }

  /** The sum of some. */
  public static Share sum(Map<SeriesKey, Share> some) {
    Share sum = new Share();
    some.values().forEach(sum::add);
    return sum;
  }

  /** Those that take most bytes. */
  public static List<Map.Entry<SeriesKey, Share>> largest(Map<SeriesKey, Share> some, int count) {
    return some.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<SeriesKey, Share>>comparingLong(e -> -e.getValue().allBytes())
                .thenComparing(Map.Entry::getKey))
        .limit(count)
        .toList();
  }
}
