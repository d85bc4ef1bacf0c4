package tidemark.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Where a kill is aimed at. The killer sees no more of the server than its files: it looks at them
 * without a pause and kills when they show the state. What was hit is read off the files
 * afterwards, which a dead process no longer changes; aiming may miss, telling does not.
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
  /**
   * Around the rename: a complete block without its name, or the log of a named one still there.
   */
  RENAME,
  /** In a start, before the log is open. */
  RECOVERY;

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(8);

  /** More than the small senders' frames have; less than the large one's. */
  private static final int LARGE = 16 << 10;

  /** Without growth for so long, a write is over: a page is copied in a microsecond. */
  private static final long QUIET_NANOS = 20_000;

  /** The options with which a server gets into this state often. */
  String[] options() {
    return switch (this) {
      case CLOCK, OFFSET -> options("64KiB", "4MiB");
      case SEALING, RENAME -> options("256KiB", "1MiB");
      case MID_FRAME, LOG_TO_HEAD, RECOVERY -> options("1MiB", "128MiB");
    };
  }

  private static String[] options(String segment, String head) {
    return new String[] {
      "--set", "storage.local.segment=" + segment,
      "--set", "storage.local.head=" + head,
      "--set", "storage.reserve=1MiB"
    };
  }

  /** Whether one sender shall make frames of half a megabyte. */
  boolean wantsLargeFrames() {
    return this == MID_FRAME || this == LOG_TO_HEAD;
  }

  /** Returns when the server should be killed, or when that has not come for seconds. */
  void await(CrashDisk disk, Random chance) throws InterruptedException {
    switch (this) {
      case CLOCK -> Thread.sleep(100 + chance.nextInt(1400));
      case OFFSET -> {
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
      }
      case MID_FRAME, LOG_TO_HEAD -> {
        for (int i = chance.nextInt(4); i >= 0; i--) {
          awaitLargeFrame(disk, this == LOG_TO_HEAD || i > 0);
        }
      }
      case SEALING -> {
        Thread.sleep(chance.nextInt(300));
        spin(disk::isBlockBegun);
        busyWait(chance.nextInt(300_000));
      }
      case RENAME -> {
        Thread.sleep(chance.nextInt(300));
        spin(disk::isBlockBegun);
        spin(() -> disk.isBlockUnnamed() || !disk.isBlockBegun());
        busyWait(chance.nextInt(2) * chance.nextInt(1_000_000));
      }
      case RECOVERY -> Thread.sleep(300 + chance.nextInt(1000));
    }
  }

  /**
   * Returns when the log has begun to grow by a large frame, or has got all of it.
   *
   * @param whole which of the two
   */
  private static void awaitLargeFrame(CrashDisk disk, boolean whole) {
    File now = disk.newestSegment().toFile();
    File next = CrashDisk.successor(now.toPath());
    long base = now.length(); // the length before what is being written now
    long last = base;
    long since = System.nanoTime();
    for (long deadline = since + PATIENCE; System.nanoTime() < deadline; ) {
      if (next.length() > 0) {
        now = next;
        next = CrashDisk.successor(now.toPath());
        base = 0;
        last = 0;
      }
      long length = now.length();
      if (length - base > LARGE) {
        while (whole && length != last) {
          last = length;
          busyWait(QUIET_NANOS);
          length = now.length();
        }
        return;
      }
      if (length != last) {
        last = length;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > QUIET_NANOS) {
        base = length;
      }
    }
  }

  /** Waits until a start has taken the data directory and is somewhere in recovering it. */
  static void awaitRecovery(long pid, Random chance) {
    Path descriptors = Path.of("/proc/" + pid + "/fd");
    if (!Files.isDirectory(descriptors)) {
      busyWait(TimeUnit.MILLISECONDS.toNanos(700 + chance.nextInt(500)));
      return;
    }
    spin(() -> holdsLock(descriptors));
    busyWait(TimeUnit.MICROSECONDS.toNanos(chance.nextInt(60_000)));
  }

  private static boolean holdsLock(Path descriptors) {
    try (Stream<Path> all = Files.list(descriptors)) {
      return all.anyMatch(CrashAim::isLock);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isLock(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).endsWith("local/LOCK");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  private static void spin(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  private static void busyWait(long nanos) {
    long until = System.nanoTime() + nanos;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }
}
