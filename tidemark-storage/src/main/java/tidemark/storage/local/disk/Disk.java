package tidemark.storage.local.disk;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * One directory of files and directories, named by paths relative to it with '/' between.
 * Thread-safe; callers see to it that no two write the same file.
 */
public interface Disk {
  /** Where this is, for messages. */
  String where();

  /**
   * Takes the directory for this process until the result is closed.
   *
   * @throws IOException with one sentence, if another process or another engine here has it
   */
  Closeable lock(String name) throws IOException;

  /** Names in a directory, sorted; none if there is no such directory. */
  List<String> list(String directory) throws IOException;

  /**
   * Makes a directory and those above it; no error if it is there. Not durable before {@link
   * #syncDirectory}.
   */
  void createDirectory(String directory) throws IOException;

  /** A new, empty file to append to; an existing one is emptied. */
  DiskFile create(String file) throws IOException;

  /** An existing file to append to. */
  DiskFile append(String file) throws IOException;

  boolean exists(String file) throws IOException;

  long size(String file) throws IOException;

  /** All bytes of a file. */
  byte[] read(String file) throws IOException;

  /** A file's bytes for reading until the arena is closed; the file may be deleted before. */
  MemorySegment map(String file, Arena arena) throws IOException;

  /** Replaces what is there. Durable after {@link #syncDirectory} of both parents. */
  void rename(String from, String to) throws IOException;

  /** Deletes a file, or a directory with all in it; no error if there is none. */
  void delete(String file) throws IOException;

  /** Makes the names in a directory durable. */
  void syncDirectory(String directory) throws IOException;

  /** Bytes that may still be written. */
  long usableBytes() throws IOException;
}
