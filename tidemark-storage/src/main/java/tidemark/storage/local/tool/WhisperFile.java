package tidemark.storage.local.tool;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The points of one whisper file (contracts/whisper.md, Layout): big-endian; a head of 16 bytes, 12
 * bytes per archive, then rings of (u32 interval, f64 value), finest archive first.
 */
public final class WhisperFile {
  private static final int HEAD = 16;
  private static final int INFO = 12;
  private static final int POINT = 12;

  private WhisperFile() {}

  private record Archive(int offset, int step, int points) {}

  /**
   * Each point once, from the finest archive that has its time: values by seconds since the epoch.
   *
   * @throws IOException if it cannot be read, or is not a whisper file
   */
  public static NavigableMap<Long, Double> points(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
    try {
      return points(archives(in), in);
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IOException(file + " is not a whisper file: it ends early", e);
    }
  }

  private static List<Archive> archives(ByteBuffer in) throws IOException {
    int method = in.getInt();
    in.getInt();
    float xFilesFactor = in.getFloat();
    int count = in.getInt();
    boolean sane = method >= 1 && method <= 8 && xFilesFactor >= 0 && xFilesFactor <= 1;
    if (!sane || count < 1 || count > (in.limit() - HEAD) / INFO) {
      throw new IOException("this is not a whisper file, or its head is damaged");
    }
    List<Archive> archives = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Archive archive = new Archive(in.getInt(), in.getInt(), in.getInt());
      if (archive.step() < 1 || archive.points() < 1 || archive.offset() < HEAD) {
        throw new IOException("archive " + i + " is damaged");
      }
      archives.add(archive);
    }
    return archives;
  }

  private static NavigableMap<Long, Double> points(List<Archive> archives, ByteBuffer in) {
    TreeMap<Long, Double> all = new TreeMap<>();
    for (Archive archive : archives) {
      TreeMap<Long, Double> ring = new TreeMap<>();
      for (int i = 0; i < archive.points(); i++) {
        int at = Math.addExact(archive.offset(), Math.multiplyExact(i, POINT));
        long interval = in.getInt(at) & 0xffff_ffffL;
        if (interval != 0 && interval % archive.step() == 0) {
          ring.put(interval, in.getDouble(at + 4));
        }
      }
      if (ring.isEmpty()) {
        continue;
      }
      // what is left of earlier rounds of the ring is no value
      long oldest = ring.lastKey() - (long) archive.step() * archive.points();
      ring.headMap(oldest, true).clear();
      if (!all.isEmpty()) {
        ring.tailMap(all.firstKey(), true).clear();
      }
      all.putAll(ring);
    }
    return all;
  }
}
