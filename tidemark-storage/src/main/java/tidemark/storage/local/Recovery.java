package tidemark.storage.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.model.SeriesKey;
import tidemark.storage.StorageException;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.log.FileHead;
import tidemark.storage.local.log.Frame;
import tidemark.storage.local.log.FrameFile;
import tidemark.storage.local.log.LogReader;
import tidemark.storage.local.log.Records;
import tidemark.storage.local.names.IndexReader;
import tidemark.storage.local.names.PathText;

/**
 * Brings the engine back to what was accepted: names, blocks, tombstones, then the log from its
 * oldest segment. What is damaged is reported and passed over; only a directory that cannot be read
 * at all keeps the engine from starting. Being killed here does no harm: nothing but torn tails and
 * temporary directories is removed.
 */
final class Recovery {
  private final Disk disk;
  private final Registry registry;
  private final Damage damage;
  private final LogReplay replay;
  private @Nullable IndexReader index;
  private long sequence;

  Recovery(
      Disk disk, LocalOptions options, Registry registry, Head head, PagePool pool, Damage damage) {
    this.disk = disk;
    this.registry = registry;
    this.damage = damage;
    this.replay = new LogReplay(options, registry, head, pool, damage);
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
            replay.hide(seq, deleted);
            tombstones.found(seq, deleted);
          }
        },
        damage::report);
  }

  /**
   * Replays the log into the head.
   *
   * @param sealer one that leaves the log alone
   */
  void log(LogReader reader, Sealer sealer) throws IOException {
    replay.run(reader, sealer);
  }

  /** The deletions in the log, for the sealer to carry to tombstones.log. */
  Map<Long, Records.Deleted> deletions() {
    return replay.deletions();
  }

  /** The greatest sequence seen anywhere. */
  long sequence() {
    return Math.max(sequence, replay.sequence());
  }

  /** Points read from the log. */
  long replayed() {
    return replay.replayed();
  }
}
