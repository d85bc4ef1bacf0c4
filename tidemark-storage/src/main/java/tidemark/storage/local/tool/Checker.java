package tidemark.storage.local.tool;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.function.Consumer;
import tidemark.storage.StorageException;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.EntryReader;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.log.FileHead;
import tidemark.storage.local.log.Frame;
import tidemark.storage.local.log.FrameScanner;
import tidemark.storage.local.log.PointsFrame;
import tidemark.storage.local.log.Records;
import tidemark.storage.local.names.IndexReader;

/**
 * Verifies every checksum of an engine's directory, and that everything can be decoded. Changes
 * nothing, and may be run while a server writes. One thread.
 */
public final class Checker {
  /**
   * What was found.
   *
   * @param blocks blocks that were verified
   * @param points in them
   * @param logged points in the log
   * @param problems that were said
   */
  public record Result(long blocks, long points, long logged, long problems) {}

  private final Disk disk;
  private final Consumer<String> said;
  private final EntryReader reader = new EntryReader();
  private final PointsFrame frame = new PointsFrame();
  private long blocks;
  private long points;
  private long logged;
  private long problems;

  /**
   * A checker of a directory.
   *
   * @param problem takes a sentence for each damaged place
   */
  public Checker(Disk disk, Consumer<String> problem) {
    this.disk = disk;
    this.said = problem;
  }

  /**
   * Verifies all.
   *
   * @param progress takes the number of blocks verified and of all, now and then
   */
  public Result run(Progress progress) throws IOException {
    for (String file : List.of("names.log", "tombstones.log")) {
      frames(file, file.equals("names.log") ? "TIDENAM" : "TIDETOM", false);
    }
    if (disk.exists(IndexReader.FILE) && !IndexReader.isIntact(disk.read(IndexReader.FILE))) {
      problem(IndexReader.FILE + " is damaged; a start reads names.log instead");
    }
    List<String> segments = disk.list("log");
    for (String segment : segments) {
      frames("log/" + segment, "TIDELOG", segment.equals(segments.getLast()));
    }
    BlockFiles files = new BlockFiles(disk);
    for (String root : files.roots()) {
      List<String> paths = files.blocks(root);
      for (int i = 0; i < paths.size(); i++) {
        block(files, paths.get(i));
        progress.at(root, i + 1, paths.size());
      }
    }
    return new Result(blocks, points, logged, problems);
  }

  /** How far it is. */
  @FunctionalInterface
  public interface Progress {
    void at(String what, int done, int all);
  }

  private void problem(String what) {
    problems++;
    said.accept(what);
  }

  private void block(BlockFiles files, String path) throws IOException {
    Block block = files.open(path, this::problem);
    if (block != null) {
      try {
        block.verify(reader, this::problem);
        blocks++;
        points += block.points();
      } finally {
        block.close();
      }
    }
  }

  /**
   * Verifies a file of frames.
   *
   * @param growing whether its last frame may be half written right now
   */
  private void frames(String path, String magic, boolean growing) throws IOException {
    byte[] bytes;
    try {
      bytes = disk.read(path);
    } catch (NoSuchFileException e) {
      return; // sealed meanwhile, or a directory that never had one
    }
    if (bytes.length < FileHead.SIZE || !FileHead.matches(bytes, magic)) {
      problem("the head of " + path + " is damaged");
    }
    FrameScanner scanner = new FrameScanner(bytes, Math.min(FileHead.SIZE, bytes.length));
    while (scanner.next()) {
      try {
        decode(scanner);
      } catch (StorageException e) {
        problem("frame " + scanner.sequence() + " of " + path + ": " + e.getMessage());
      }
    }
    if (scanner.damaged() > 0) {
      problem(scanner.damaged() + " damaged stretches inside " + path);
    }
    int tail = bytes.length - scanner.goodLength();
    if (tail > 0 && !growing) {
      problem(tail + " damaged bytes at the end of " + path);
    }
  }

  private void decode(FrameScanner scanner) {
    switch (scanner.type()) {
      case Frame.POINTS -> {
        frame.decode(scanner.body());
        logged += frame.size();
      }
      case Frame.SERIES -> Records.getSeries(scanner.body());
      case Frame.DELETE -> Records.getDelete(scanner.body());
      default -> {
        // a checkpoint, or of a newer version
      }
    }
  }
}
