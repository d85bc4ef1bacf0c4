package tidemark.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which build this is, as Maven wrote it into version.properties.
 *
 * @param text such as {@code 0.1.0-SNAPSHOT}
 * @param revision of the sources, short
 * @param built ISO 8601; the same sources have the same time, so that builds can be reproduced
 */
record Version(String text, String revision, String built) {
  /** Both, where the revision is known: {@code 0.1.0-SNAPSHOT (1113bc7adf57)}. */
  String full() {
    return revision.equals("unknown") ? text : text + " (" + revision + ")";
  }

  static Version read() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Version(
        properties.getProperty("version", "unknown"),
        properties.getProperty("revision", "unknown"),
        properties.getProperty("built", ""));
  }
}
