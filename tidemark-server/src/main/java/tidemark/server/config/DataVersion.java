package tidemark.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tidemark.model.InvalidInputException;

/**
 * The version of the layout of a data directory, in its file {@code version}: a decimal number and
 * LF. The files inside have their own versions.
 */
public final class DataVersion {
  private static final int VERSION = 1;
  private static final String FILE = "version";

  private DataVersion() {}

  /** Writes it into a directory that has none, and refuses another one. */
  public static void claim(Path data) throws IOException {
    if (!Files.exists(data.resolve(FILE))) {
      Path temporary = data.resolve(FILE + ".new");
      Files.writeString(temporary, VERSION + "\n");
      Files.move(temporary, data.resolve(FILE));
    }
    check(data);
  }

  /**
   * Changes nothing.
   *
   * @throws InvalidInputException in one line, if there is another one than ours
   */
  public static void check(Path data) throws IOException {
    if (!Files.exists(data.resolve(FILE))) {
      return;
    }
    String text = Files.readString(data.resolve(FILE)).strip();
    if (!text.equals(Integer.toString(VERSION))) {
      throw new InvalidInputException(
          "data directory "
              + data
              + " was written by another version of Tidemark (layout "
              + text
              + ", this one reads "
              + VERSION
              + ")");
    }
  }
}
