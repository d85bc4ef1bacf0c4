package tidemark.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.Rounding;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.disk.DiskFile;

/**
 * The stored roll-ups: blocks of each step in a directory of their own, and up to where the raw
 * blocks have been rolled up.
 *
 * <pre>
 *   tiers/60/DAY/...     blocks of one point a minute, by step in seconds
 *   tiers/ROLLED         "SEQUENCE FINGERPRINT": raw blocks up to this sequence are in the tiers,
 *                        by the rules of this fingerprint
 * </pre>
 *
 * <p>ROLLED is written when the blocks it speaks of are durable. Without it, or when the rules have
 * changed, everything is rolled up again, which gives the same points wherever the rule of a series
 * is the same. Thread-safe.
 */
final class Tiers {
  static final String DIRECTORY = "tiers";
  private static final String ROLLED = DIRECTORY + "/ROLLED";

  private final Disk disk;
  private final Consumer<String> reporter;
  private final Map<Long, Blocks> bySecond = new ConcurrentSkipListMap<>();
  private volatile Rolled rolled = new Rolled(0, "");

  /** Raw blocks up to a sequence are in the tiers, by the rules of a fingerprint. */
  private record Rolled(long sequence, String fingerprint) {}

  /** No tiers yet; {@link #found} and {@link #resume} bring those that are stored. */
  Tiers(Disk disk, Consumer<String> reporter) {
    this.disk = disk;
    this.reporter = reporter;
  }

  /** Takes the blocks found in the directory of a step. */
  void found(long stepSeconds, List<Block> blocks) {
    bySecond.put(stepSeconds, blocks(stepSeconds, blocks));
  }

  private Blocks blocks(long stepSeconds, List<Block> found) {
    return new Blocks(disk, path(stepSeconds), stepSeconds * 1000, found, Rounding.NONE, reporter);
  }

  static String path(long stepSeconds) {
    return DIRECTORY + '/' + stepSeconds;
  }

  /** Reads how far they go. */
  void resume() throws IOException {
    if (disk.exists(ROLLED)) {
      String text = new String(disk.read(ROLLED), StandardCharsets.US_ASCII).strip();
      if (text.matches("\\d{1,18} .*\\.")) {
        int blank = text.indexOf(' ');
        rolled =
            new Rolled(
                Long.parseLong(text.substring(0, blank)),
                text.substring(blank + 1, text.length() - 1));
      }
    }
  }

  /** Raw blocks up to this sequence are in the tiers by the rules of a fingerprint; 0: none. */
  long rolled(String fingerprint) {
    Rolled now = rolled;
    return now.fingerprint().equals(fingerprint) ? now.sequence() : 0;
  }

  /**
   * Says, durably, that rolling up by these rules begins, if it was by others so far: once some of
   * the blocks follow the new ones, the old ones do not hold for all any more.
   */
  void begin(String fingerprint) throws IOException {
    if (!rolled.fingerprint().equals(fingerprint)) {
      rolled(0, fingerprint);
    }
  }

  /** Writes down how far they go. */
  void rolled(long sequence, String fingerprint) throws IOException {
    disk.createDirectory(DIRECTORY);
    try (DiskFile file = disk.create(ROLLED + ".tmp")) {
      String text = sequence + " " + fingerprint + ".\n";
      file.writeFully(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      file.sync();
    }
    disk.rename(ROLLED + ".tmp", ROLLED);
    disk.syncDirectory(DIRECTORY);
    disk.syncDirectory("");
    rolled = new Rolled(sequence, fingerprint);
  }

  /** The blocks of a step in ms, if there are any. */
  @Nullable Blocks of(long step) {
    return bySecond.get(step / 1000);
  }

  /** The blocks of a step in ms; the first time, of none. */
  Blocks make(long step) throws IOException {
    Blocks blocks = of(step);
    if (blocks == null) {
      disk.createDirectory(path(step / 1000));
      disk.syncDirectory(DIRECTORY);
      disk.syncDirectory("");
      blocks = blocks(step / 1000, List.of());
      bySecond.put(step / 1000, blocks);
    }
    return blocks;
  }

  /** Each step's, finest first. */
  List<Blocks> all() {
    return new ArrayList<>(bySecond.values());
  }

  void close() {
    bySecond.values().forEach(Blocks::close);
  }
}
