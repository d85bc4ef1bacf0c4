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
import tidemark.storage.local.WorkListener;

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

  private final Path source;
  private final Path target;
  private final WorkListener listener;
  private long done;
  private long all;

  private Snapshots(Path source, Path target, WorkListener listener) {
    this.source = source;
    this.target = target;
    this.listener = listener;
  }

  /**
   * Copies.
   *
   * @param source the engine's directory
   * @param target does not exist yet
   * @param listener hears how many files are copied
   */
  public static void take(Path source, Path target, WorkListener listener) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Path beside = target.resolveSibling(target.getFileName() + ".tmp");
      delete(beside);
      try {
        if (new Snapshots(source, beside, listener).copy()) {
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
  private boolean copy() throws IOException {
    all = files(source).size();
    Files.createDirectories(target.resolve("log"));
    List<Path> segments = files(source.resolve("log"));
    for (String name : BEFORE) {
      copyIfThere(name);
    }
    link("blocks");
    link("tiers");
    for (Path segment : files(source.resolve("log"))) {
      copyIfThere("log/" + segment.getFileName());
    }
    for (String name : AFTER) {
      copyIfThere(name);
    }
    return segments.stream().allMatch(Files::exists);
  }

  private void copyIfThere(String name) throws IOException {
    Path to = target.resolve(name);
    if (Files.exists(source.resolve(name))) {
      Files.createDirectories(to.getParent());
      Files.copy(source.resolve(name), to);
      copied();
    }
  }

  private void copied() {
    listener.at(Math.min(++done, all), all);
  }

  private void link(String directory) throws IOException {
    for (Path file : files(source.resolve(directory))) {
      Path to = target.resolve(source.relativize(file));
      boolean temporary = source.relativize(file).toString().contains(".tmp");
      if (!temporary && !file.endsWith("ROLLED")) {
        Files.createDirectories(to.getParent());
        linkOrCopy(file, to);
        copied();
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
