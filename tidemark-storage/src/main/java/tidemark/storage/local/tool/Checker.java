package tidemark.storage.local.tool;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tidemark.storage.StorageException;
import tidemark.storage.local.WorkListener;
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
   * @param listener hears how many blocks are verified
   */
  public Result run(WorkListener listener) throws IOException {
    frames("names.log", "TIDENAM", false);
    frames("tombstones.log", "TIDETOM", false);
    if (disk.exists(IndexReader.FILE) && !IndexReader.isIntact(disk.read(IndexReader.FILE))) {
      problem(IndexReader.FILE + " is damaged; a start reads names.log instead");
    }
    List<String> segments = disk.list("log");
    for (String segment : segments) {
      frames("log/" + segment, "TIDELOG", segment.equals(segments.getLast()));
    }
    BlockFiles files = new BlockFiles(disk);
    List<String> paths = new ArrayList<>();
    for (String root : files.roots()) {
      paths.addAll(files.blocks(root));
    }
    for (int i = 0; i < paths.size(); i++) {
      listener.at(i, paths.size());
      block(files, paths.get(i));
    }
    return new Result(blocks, points, logged, problems);
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
   * @param torn whether its last frame may be cut off, as a killed process leaves it
   */
  private void frames(String path, String magic, boolean torn) throws IOException {
    byte[] bytes;
    try {
      bytes = disk.read(path);
    } catch (NoSuchFileException e) {
      return; // sealed meanwhile, or a directory that never had one
    }
    if (bytes.length < FileHead.SIZE && isInUse()) {
      return; // just being made
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
    if (tail > 0 && !torn && !isInUse()) {
      problem(tail + " damaged bytes at the end of " + path);
    }
  }

  /**
   * Whether a server has the directory. It cut torn tails when it started, so what is short now is
   * the beginning of a frame that it is writing. Asked only when a tail is short, because asking
   * takes the lock for an instant.
   */
  private boolean isInUse() {
    try {
      disk.lock("LOCK").close();
      return false;
    } catch (IOException e) {
      return true;
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
