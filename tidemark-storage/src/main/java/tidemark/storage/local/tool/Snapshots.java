package tidemark.storage.local.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies an engine's directory while a server writes to it: blocks as hard links where the file
 * system can, the rest as bytes.
 *
 * <p>Everything is in the log until it is in blocks, so blocks first and the log after them would
 * do, were it not that a sealing may drop log segments in between: then the copy is begun again.
 * Deletions are copied before the blocks, because one that is done with leaves its file after the
 * blocks that had its points were rewritten; how far the tiers go is copied before the raw blocks,
 * and these before the tiers, because raw points leave only after their tier is there.
 */
public final class Snapshots {
  private static final int ATTEMPTS = 20;
  private static final List<String> BEFORE = List.of("FORMAT", "tombstones.log", "tiers/ROLLED");
  private static final List<String> AFTER = List.of("names.log", "CLOCK");

  private Snapshots() {}

  /**
   * Copies.
   *
   * @param source the engine's directory
   * @param target does not exist yet
   */
  public static void take(Path source, Path target) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Path beside = target.resolveSibling(target.getFileName() + ".tmp");
      delete(beside);
      try {
        if (copy(source, beside)) {
          Files.move(beside, target);
          return;
        }
      } catch (NoSuchFileException e) {
        // merged or sealed away while it was copied
      }
      if (attempt == ATTEMPTS) {
        throw new IOException(
            "the server sealed or merged during each of " + ATTEMPTS + " attempts; try again");
      }
    }
  }

  /** Returns false if log segments went away meanwhile. */
  private static boolean copy(Path source, Path target) throws IOException {
    Files.createDirectories(target.resolve("log"));
    List<Path> segments = files(source.resolve("log"));
    for (String name : BEFORE) {
      copyIfThere(source, target, name);
    }
    link(source, target, "blocks");
    link(source, target, "tiers");
    for (Path segment : files(source.resolve("log"))) {
      copyIfThere(source, target, "log/" + segment.getFileName());
    }
    for (String name : AFTER) {
      copyIfThere(source, target, name);
    }
    return segments.stream().allMatch(Files::exists);
  }

  private static void copyIfThere(Path source, Path target, String name) throws IOException {
    Path to = target.resolve(name);
    if (Files.exists(source.resolve(name))) {
      Files.createDirectories(to.getParent());
      Files.copy(source.resolve(name), to);
    }
  }

  private static void link(Path source, Path target, String directory) throws IOException {
    for (Path file : files(source.resolve(directory))) {
      Path to = target.resolve(source.relativize(file));
      boolean temporary = source.relativize(file).toString().contains(".tmp");
      if (!temporary && !file.endsWith("ROLLED")) {
        Files.createDirectories(to.getParent());
        linkOrCopy(file, to);
      }
    }
  }

  private static void linkOrCopy(Path file, Path to) throws IOException {
    try {
      Files.createLink(to, file);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      Files.copy(file, to); // another file system
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw new NoSuchFileException(String.valueOf(e.getMessage())); // went away meanwhile
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
