package tidemark.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.server.config.DataVersion;

/**
 * The directory below which everything is kept, held by this process alone.
 *
 * <pre>
 * data/lock      locked while a process uses the directory; the kernel lets go when it dies
 * data/version   see DataVersion
 * data/NAME/     one directory per engine and store
 * </pre>
 */
final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel lockFile;

  private DataDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Takes the directory, which is made if it is not there.
   *
   * @throws InvalidInputException if it cannot be used: not writable, in use, or from a newer
   *     version
   */
  static DataDirectory open(Path path) {
    FileChannel lockFile = null;
    try {
      Files.createDirectories(path);
      lockFile =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(lockFile) == null) {
        throw new InvalidInputException(
            "data directory " + path + " is in use by another Tidemark process");
      }
      DataVersion.claim(path);
      DataDirectory directory = new DataDirectory(path, lockFile);
      lockFile = null;
      return directory;
    } catch (IOException e) {
      throw new InvalidInputException(
          "data directory " + path + " cannot be used: " + describe(e), e);
    } finally {
      closeQuietly(lockFile);
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) { // held by this very process, as in tests
      return null;
    }
  }

  /** The exception's name too, for many of those of file systems say nothing but the path. */
  static String describe(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private static void closeQuietly(@Nullable FileChannel file) {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        // Nothing was written to it.
      }
    }
  }

  /** A directory inside for one store; not made yet. */
  Path of(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
