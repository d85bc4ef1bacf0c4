package tidemark.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The local engine's files as another process sees them, by docs/formats/log.md and blocks.md
 * alone. The server may be writing them: what vanishes while it is looked at counts as not there.
 */
final class CrashDisk {
  private static final int FILE_HEAD = 24;
  private static final int FRAME_HEAD = 24;
  private static final int MANIFEST_SIZE = 112;

  private final Path local;

  CrashDisk(Path data) {
    local = data.resolve("local");
  }

  /** A frame's place in its segment, header included. */
  record Frame(long from, long until) {}

  /** The log's segments, oldest first. */
  List<Path> segments() {
    return entries(local.resolve("log"));
  }

  /** The newest segment. */
  Path newestSegment() {
    return segments().getLast();
  }

  /** The segment that comes after one. */
  static File successor(Path segment) {
    int number = Integer.parseInt(segment.getFileName().toString().replace(".log", ""));
    String digits = "%0" + (segment.getFileName().toString().length() - 4) + "d.log";
    return segment.resolveSibling(digits.formatted(number + 1)).toFile();
  }

  /** Bytes in all segments. */
  long logBytes() {
    return segments().stream().mapToLong(path -> path.toFile().length()).sum();
  }

  /** The whole frames of a segment, as far as their lengths lead. */
  static List<Frame> frames(Path segment) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(segment)).order(ByteOrder.LITTLE_ENDIAN);
    List<Frame> frames = new ArrayList<>();
    for (long at = FILE_HEAD; at + FRAME_HEAD <= bytes.limit(); ) {
      long until = at + FRAME_HEAD + bytes.getInt((int) at);
      if (until > bytes.limit()) {
        break;
      }
      frames.add(new Frame(at, until));
      at = until;
    }
    return frames;
  }

  /** Whether the newest segment ends in the middle of a frame. */
  boolean isTorn() throws IOException {
    Path newest = newestSegment();
    List<Frame> frames = frames(newest);
    long whole = frames.isEmpty() ? FILE_HEAD : frames.getLast().until();
    return newest.toFile().length() != whole;
  }

  /** Whether a block is being written: there is a temporary directory without its MANIFEST. */
  boolean isBlockBegun() {
    return temporaries().anyMatch(path -> manifest(path).length() < MANIFEST_SIZE);
  }

  /** Whether a block is complete and not renamed. */
  boolean isBlockUnnamed() {
    return temporaries().anyMatch(path -> manifest(path).length() >= MANIFEST_SIZE);
  }

  private Stream<Path> temporaries() {
    return entries(local.resolve("blocks")).stream()
        .filter(path -> path.toString().endsWith(".tmp"));
  }

  private static File manifest(Path block) {
    return block.resolve("MANIFEST").toFile();
  }

  private static List<Path> entries(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted(Comparator.comparing(Path::toString)).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
