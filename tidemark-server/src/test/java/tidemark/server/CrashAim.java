package tidemark.server;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Where a kill is aimed at. The first two watch an ordinary server from outside; the others run a
 * {@link DoomedServer}, which stands still where it is meant to be hit. What was hit is read off
 * the files afterwards where they can tell.
 */
enum CrashAim {
  /** At a time that has nothing to do with what the server does. */
  CLOCK,
  /** At a byte of the log: some segments from now, some bytes into it. */
  OFFSET,
  /** While a frame is being written: the log ends in half of it. */
  MID_FRAME,
  /** A frame is in the log, its points are on their way to the head: nobody got an answer. */
  LOG_TO_HEAD,
  /** While a block's files are written: there is a temporary directory. */
  SEALING,
  /** A complete block without its name, or one that has just got it. */
  RENAME,
  /** While blocks are joined, or those that were joined are deleted. */
  MERGING,
  /** While a block of which all points have expired is deleted. */
  EXPIRING,
  /** In a start, before the log is open. */
  RECOVERY;

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(8);

  /** Whether the server itself stands still where it is to be hit. */
  boolean isStood() {
    return compareTo(MID_FRAME) >= 0 && this != RECOVERY;
  }

  /**
   * The options with which a server gets into this state often.
   *
   * @param schemas keeps what begins with {@code expired.} for a day, all else for decades
   */
  String[] options(Path schemas) {
    return switch (this) {
      case CLOCK, OFFSET -> options(schemas, "64KiB", "4MiB", "500ms");
      case SEALING, RENAME -> options(schemas, "256KiB", "1MiB", "1h");
      case MERGING, EXPIRING -> options(schemas, "256KiB", "1MiB", "200ms");
      case MID_FRAME, LOG_TO_HEAD, RECOVERY -> options(schemas, "1MiB", "128MiB", "1h");
    };
  }

  private static String[] options(Path schemas, String segment, String head, String mergeEvery) {
    List<String> options = new ArrayList<>();
    for (String key :
        List.of(
            "storage.schemas=" + schemas,
            "storage.local.segment=" + segment,
            "storage.local.head=" + head,
            "storage.local.merge-every=" + mergeEvery,
            "storage.reserve=1MiB")) {
      options.addAll(List.of("--set", key));
    }
    return options.toArray(String[]::new);
  }

  /**
   * Watches from outside; returns when the server should be killed, or after seconds of waiting.
   */
  void await(CrashDisk disk, Random chance) throws InterruptedException {
    if (this == OFFSET) {
      Path segment = disk.newestSegment();
      for (int i = chance.nextInt(3); i > 0; i--) {
        File next = CrashDisk.successor(segment);
        spin(next::exists);
        segment = next.toPath();
      }
      File at = segment.toFile();
      long offset = at.length() + chance.nextInt(60 << 10);
      // A segment that is full gets no further: then its successor is as good.
      spin(() -> at.length() >= offset || CrashDisk.successor(at.toPath()).exists());
    } else {
      Thread.sleep(100 + chance.nextInt(1400));
    }
  }

  private static void spin(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }
}
