package tidemark.storage.local.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tidemark.storage.StorageException;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.disk.DiskFile;

/**
 * Reads the log again at start. A damaged end of the last segment is what a killed process leaves:
 * it is cut off and reported. Damage elsewhere is stepped over and reported. Nothing here keeps a
 * start from succeeding except a disk that cannot be read.
 */
public final class LogReader {
  /** What is done with a frame. */
  @FunctionalInterface
  public interface Visitor {
    void frame(int type, long sequence, FrameScanner scanner);
  }

  /** What is said about damage, one sentence. */
  @FunctionalInterface
  public interface Reporter {
    void damaged(String what);
  }

  private final Disk disk;
  private final Reporter reporter;
  private final List<Segment> segments = new ArrayList<>();
  private long last;

  /** A reader of the log on a disk. */
  public LogReader(Disk disk, Reporter reporter) {
    this.disk = disk;
    this.reporter = reporter;
  }

  /** Hands over all intact frames in order. */
  public void read(Visitor visitor) throws IOException {
    disk.createDirectory(Segment.DIRECTORY);
    List<Long> numbers = new ArrayList<>();
    for (String name : disk.list(Segment.DIRECTORY)) {
      if (name.matches("\\d{6,18}\\.log")) {
        numbers.add(Long.parseLong(name.substring(0, name.length() - 4)));
      } else {
        reporter.damaged("unknown file log/" + name + " is ignored");
      }
    }
    numbers.sort(null);
    for (int i = 0; i < numbers.size(); i++) {
      read(numbers.get(i), i == numbers.size() - 1, visitor);
    }
  }

  private void read(long number, boolean newest, Visitor visitor) throws IOException {
    String path = Segment.path(number);
    byte[] bytes = disk.read(path);
    boolean headed = FileHead.matches(bytes, Segment.MAGIC);
    if (!headed && bytes.length > FileHead.SIZE) {
      reporter.damaged("the head of " + path + " is damaged; its frames are read all the same");
    }
    FrameScanner scanner = new FrameScanner(bytes, Math.min(FileHead.SIZE, bytes.length));
    boolean any = false;
    while (scanner.next()) {
      any = true;
      last = Math.max(last, scanner.sequence());
      try {
        visitor.frame(scanner.type(), scanner.sequence(), scanner);
      } catch (StorageException e) {
        reporter.damaged("frame " + scanner.sequence() + " of " + path + ": " + e.getMessage());
      }
    }
    if (scanner.damaged() > 0) {
      reporter.damaged(scanner.damaged() + " damaged stretches inside " + path + " were skipped");
    }
    int tail = bytes.length - scanner.goodLength();
    if (tail > 0) {
      String where = " bytes at the end of " + path;
      reporter.damaged(
          newest ? tail + " torn" + where + " were cut off" : tail + " damaged" + where);
      if (newest) {
        cut(path, scanner.goodLength());
      }
    }
    if (any || (!newest && tail > 0)) {
      segments.add(Segment.existing(number, bytes.length - (newest ? tail : 0), last));
    } else {
      disk.delete(path);
    }
  }

  private void cut(String path, long length) throws IOException {
    try (DiskFile file = disk.append(path)) {
      file.truncate(length);
      file.sync();
    }
  }

  /** The greatest sequence seen. */
  public long last() {
    return last;
  }

  /**
   * The log, ready to append after what was read.
   *
   * @param next the sequence of the next append, after all that logs and blocks hold
   */
  public Log open(long segmentSize, long next) throws IOException {
    return new Log(disk, segmentSize, segments, next);
  }
}
