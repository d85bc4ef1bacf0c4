package tidemark.server;

import java.util.Random;

/**
 * At which call of the disk a process stands still: the n-th of those that its aim is about, before
 * it, in the middle of it if it is a write, or after it. Calls come from many threads.
 */
final class Doom {
  /** What is done to a file. */
  enum Call {
    CREATE,
    WRITE,
    SYNC,
    RENAME,
    DELETE,
    OTHER
  }

  /** Before, in the middle of or after the call. */
  enum Moment {
    BEFORE,
    AMID,
    AFTER
  }

  /** A head of a segment, which is no frame, has so many bytes. */
  private static final int FILE_HEAD = 24;

  /** Nothing happens before so many frames are in the log: the server is to be busy. */
  private static final int BUSY_FRAMES = 30;

  private final CrashAim aim;
  private final Moment moment;
  private final boolean atTheEnd;
  private int left;
  private int frames;
  private boolean mergeBegun;

  Doom(CrashAim aim, Random chance) {
    this.aim = aim;
    moment =
        switch (aim) {
          case MID_FRAME, SEALING -> Moment.AMID;
          case LOG_TO_HEAD -> Moment.AFTER;
          default -> Moment.values()[chance.nextInt(Moment.values().length)];
        };
    atTheEnd = aim == CrashAim.RECOVERY && chance.nextInt(3) == 0;
    left =
        switch (aim) {
          case CLOCK, OFFSET -> 0;
          case MID_FRAME, LOG_TO_HEAD -> chance.nextInt(300);
          case SEALING -> chance.nextInt(40);
          case RENAME -> chance.nextInt(6);
          case MERGING -> chance.nextInt(25);
          case EXPIRING -> chance.nextInt(2);
          case RECOVERY -> chance.nextInt(60);
        };
  }

  Moment moment() {
    return moment;
  }

  /** Counts a call; true for the one. */
  synchronized boolean comes(Call call, String file, int bytes) {
    if (isFrame(call, file, bytes)) {
      frames++;
    }
    return isMeant(call, file, bytes) && left-- == 0;
  }

  private boolean isMeant(Call call, String file, int bytes) {
    String thread = Thread.currentThread().getName();
    if (aim == CrashAim.RECOVERY) {
      return thread.equals("main") && isRecovery(call, file);
    }
    if (frames < BUSY_FRAMES) {
      return false;
    }
    boolean sealer = thread.endsWith("-sealer");
    boolean merger = thread.endsWith("-merger") && file.startsWith("blocks");
    mergeBegun |= merger && call == Call.CREATE;
    return switch (aim) {
      case CLOCK, OFFSET, RECOVERY -> false;
      case MID_FRAME, LOG_TO_HEAD -> !sealer && isFrame(call, file, bytes);
      case SEALING -> sealer && call == Call.WRITE && file.contains(".tmp/");
      case RENAME -> sealer && call == Call.RENAME;
      case MERGING -> merger && mergeBegun;
      case EXPIRING -> merger && file.startsWith(CrashWriters.EXPIRED_DAYS, "blocks/".length());
    };
  }

  private static boolean isFrame(Call call, String file, int bytes) {
    return call == Call.WRITE && file.startsWith("log/") && bytes > FILE_HEAD;
  }

  /** The main thread opens the storage; the new segment that it makes is the last it does. */
  private boolean isRecovery(Call call, String file) {
    boolean last = call == Call.CREATE && file.startsWith("log/");
    if (last) {
      left = Math.min(left, 0);
    }
    return last || !atTheEnd;
  }
}
