package tidemark.storage.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.storage.local.Status.Cause;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.disk.DiskFile;

/**
 * The time by which points expire: the wall clock, less what it leapt. A clock set wrong for a
 * minute must not cost the data of years, so a leap forward of more than {@link #LEAP} against the
 * monotonic clock is held back until somebody confirms it, or the clock comes back.
 *
 * <p>A stop counts too, because a machine may boot with a wrong clock: file CLOCK has the wall time
 * when it was last looked at, and how much was held back then. A stop may last {@link #STOP},
 * though; else every service window would have to be confirmed. A suspended machine cannot be told
 * from a leap and waits for its confirmation.
 *
 * <pre>
 *   CLOCK           two decimal numbers: wall time in ms, ms held back
 *   CLOCK-CONFIRM   made by an operator, taken away by the engine: the clock is right
 * </pre>
 *
 * <p>Thread-safe.
 */
final class ExpiryClock {
  /** Made by whoever confirms the clock. */
  static final String CONFIRM = "CLOCK-CONFIRM";

  static final Duration LEAP = Duration.ofHours(1);
  static final Duration STOP = Duration.ofDays(7);

  private static final Logger LOG = LoggerFactory.getLogger(LocalStorage.class);
  private static final String FILE = "CLOCK";

  /** A step back of less than this is no return from a leap; much of it is rounding. */
  private static final long BACK_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private static final long KEEP_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Disk disk;
  private final Status status;

  private long wall;
  private long monotonic;
  private long held;
  private long keptWall = Long.MIN_VALUE;
  private long keptHeld;

  /**
   * The clock of a directory.
   *
   * @param nanos a monotonic clock, ns
   */
  ExpiryClock(InstantSource clock, LongSupplier nanos, Disk disk, Status status)
      throws IOException {
    this.clock = clock;
    this.nanos = nanos;
    this.disk = disk;
    this.status = status;
    wall = clock.millis();
    monotonic = nanos.getAsLong();
    if (disk.exists(FILE)) {
      resume(new String(disk.read(FILE), StandardCharsets.US_ASCII).strip());
    }
  }

  private void resume(String text) {
    if (!text.matches("\\d{1,18} \\d{1,18}")) {
      return; // no worse than a directory that never had one
    }
    int blank = text.indexOf(' ');
    long stopped = wall - Long.parseLong(text.substring(0, blank));
    held = Long.parseLong(text.substring(blank + 1));
    leapt(stopped < 0 || stopped > STOP.toMillis() ? stopped : 0);
  }

  /** The time by which to expire, ms since the epoch; never later than the wall clock. */
  synchronized long millis() {
    long wallNow = clock.millis();
    long monotonicNow = nanos.getAsLong();
    long leap = wallNow - wall - TimeUnit.NANOSECONDS.toMillis(monotonicNow - monotonic);
    wall = wallNow;
    monotonic = monotonicNow;
    if (leap > LEAP.toMillis() || leap < -BACK_MILLIS) {
      leapt(leap);
    }
    return wall - held;
  }

  private void leapt(long leap) {
    held = Math.max(0, held + leap);
    if (held == 0) {
      status.solved(Cause.CLOCK);
    } else if (leap > 0 || status.isFine(Cause.CLOCK)) {
      String sentence =
          "the clock leapt: nothing expires for the last "
              + Duration.ofMillis(held).toMinutes()
              + " minutes of it until somebody confirms it (tidemark storage confirm-clock)";
      status.problem(Cause.CLOCK, sentence);
      LOG.warn("{}: {}", disk.where(), sentence);
    }
  }

  /** Ms that are held back. */
  synchronized long held() {
    return held;
  }

  /** Looks whether an operator has confirmed the clock. One thread, as {@link #keep}. */
  void watch() throws IOException {
    if (held() > 0 && disk.exists(CONFIRM)) {
      synchronized (this) {
        held = 0;
      }
      status.solved(Cause.CLOCK);
      LOG.info("{}: the clock was confirmed", disk.where());
      keep(true);
      disk.delete(CONFIRM);
    }
  }

  /** Writes down where the clock is, if the last time is some minutes ago. */
  void keep(boolean now) throws IOException {
    long at;
    long less;
    synchronized (this) {
      long trusted = millis();
      less = held;
      at = trusted + less;
      boolean due = Math.abs(at - keptWall) >= KEEP_MILLIS || less != keptHeld;
      if (!due && !now) {
        return;
      }
      keptWall = at;
      keptHeld = less;
    }
    String text = Math.max(0, at) + " " + less + '\n';
    try (DiskFile file = disk.create(FILE + ".tmp")) {
      file.writeFully(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      file.sync();
    }
    disk.rename(FILE + ".tmp", FILE);
    disk.syncDirectory("");
  }
}
