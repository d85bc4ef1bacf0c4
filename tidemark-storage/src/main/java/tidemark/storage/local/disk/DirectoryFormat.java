package tidemark.storage.local.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;

/**
 * Which version wrote an engine's directory: the file {@code FORMAT}, the text {@code
 * tidemark-local N} and LF.
 */
public final class DirectoryFormat {
  private static final String FILE = "FORMAT";
  private static final String WORD = "tidemark-local ";

  /**
   * 2: blocks may have columns in phase-in and Rice codes, and doubles as ordered numbers. 3: their
   * index has pages and summaries.
   */
  private static final int VERSION = 3;

  private DirectoryFormat() {}

  /**
   * Refuses a directory of a newer version, marks one that is new or older as of this one: before
   * anything is written that an older version does not know.
   *
   * @throws StorageException in one sentence, if the directory cannot be used
   */
  public static void claim(Disk disk) throws IOException {
    if (version(disk) < VERSION) {
      try (DiskFile file = disk.create(FILE + ".tmp")) {
        file.writeFully(
            ByteBuffer.wrap((WORD + VERSION + "\n").getBytes(StandardCharsets.US_ASCII)));
        file.sync();
      }
      disk.rename(FILE + ".tmp", FILE);
      disk.syncDirectory("");
    }
  }

  /**
   * Refuses a directory of a newer version, and changes nothing.
   *
   * @throws StorageException in one sentence, if the directory cannot be read
   */
  public static void check(Disk disk) throws IOException {
    version(disk);
  }

  /** 0 if there is none yet. */
  private static int version(Disk disk) throws IOException {
    if (!disk.exists(FILE)) {
      return 0;
    }
    String text = new String(disk.read(FILE), StandardCharsets.UTF_8).strip();
    if (!text.matches(WORD + "\\d{1,9}")) {
      throw new StorageException(
          Reason.CORRUPT, "data directory " + disk.where() + " has a FORMAT file that is not ours");
    }
    int version = Integer.parseInt(text.substring(WORD.length()));
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
    return version;
  }
}
