package tidemark.storage.local.log;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.disk.DiskFile;

/**
 * One file of the log. Fields are guarded by the log's lock, except that the syncing thread owns
 * syncing.
 */
final class Segment {
  static final String DIRECTORY = "log";
  static final String MAGIC = "TIDELOG";

  final long number;

  /** Null once it is complete and on stable storage, or left over from an earlier run. */
  @Nullable DiskFile file;

  /** Bytes up to the end of the last whole frame. */
  long length;

  long lastSequence;

  /**
   * The bytes after {@link #length} could not be cut off, or a sync failed: nothing more goes in
   * here.
   */
  boolean spoiled;

  /** A sync failed: it is never tried again. */
  boolean suspect;

  private Segment(long number) {
    this.number = number;
  }

  static String path(long number) {
    return DIRECTORY + '/' + String.format(Locale.ROOT, "%06d.log", number);
  }

  static Segment existing(long number, long length, long lastSequence) {
    Segment segment = new Segment(number);
    segment.length = length;
    segment.lastSequence = lastSequence;
    return segment;
  }

  /** Makes a new segment whose name and head will survive. */
  static Segment create(Disk disk, long number, long lastSequence) throws IOException {
    Segment segment = existing(number, FileHead.SIZE, lastSequence);
    DiskFile file = disk.create(path(number));
    try {
      file.writeFully(FileHead.of(MAGIC, number));
      disk.syncDirectory(DIRECTORY);
    } catch (IOException e) {
      file.close();
      throw e;
    }
    segment.file = file;
    return segment;
  }
}
