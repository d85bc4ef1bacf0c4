package tidemark.relay.language;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tidemark.model.InvalidInputException;

/** The files and names that a configuration speaks of, as this machine knows them. */
final class Surroundings {
  private Surroundings() {}

  /**
   * A configuration file's content, a character for a byte.
   *
   * @throws InvalidInputException if it cannot be read
   */
  static String read(String file) {
    try {
      return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          "unable to open file '" + file + "': No such file or directory", e);
    } catch (IOException e) {
      throw new InvalidInputException("unable to open file '" + file + "': " + e.getMessage(), e);
    }
  }

  /**
   * The files that an include names, sorted; a name without wildcards is given back as it is.
   *
   * @throws InvalidInputException if a pattern's folder cannot be read
   */
  static List<String> expand(String pattern) {
    if (!pattern.contains("*") && !pattern.contains("?") && !pattern.contains("[")) {
      return List.of(pattern);
    }
    List<String> found = new ArrayList<>();
    boolean absolute = pattern.startsWith("/");
    walk(absolute ? "/" : "", List.of(pattern.substring(absolute ? 1 : 0).split("/")), found);
    found.sort(null);
    return found;
  }

  private static void walk(String folder, List<String> parts, List<String> found) {
    String part = parts.getFirst();
    List<String> rest = parts.subList(1, parts.size());
    Path in = Path.of(folder.isEmpty() ? "." : folder);
    if (!Files.isDirectory(in)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(in, part)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        // As in a shell: a wildcard in front does not find hidden files.
        if (name.startsWith(".") && !part.startsWith(".")) {
          continue;
        }
        if (rest.isEmpty()) {
          found.add(folder + name);
        } else {
          walk(folder + name + "/", rest, found);
        }
      }
    } catch (IOException e) {
      throw new InvalidInputException("unable to read folder '" + in + "': " + e.getMessage(), e);
    }
  }

  /** Every address of a host name, as text. */
  static List<String> resolveAll(String host) throws IOException {
    List<String> addresses = new ArrayList<>();
    for (InetAddress address : InetAddress.getAllByName(host)) {
      String text = address.getHostAddress();
      if (!addresses.contains(text)) {
        addresses.add(text);
      }
    }
    return addresses;
  }

  /** Makes the file if there is none, and looks whether it can be written to. */
  static void probeWritable(String file) throws IOException {
    Files.newOutputStream(
            Path.of(file),
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.APPEND)
        .close();
  }
}
