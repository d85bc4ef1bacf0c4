package tidemark.storage.local.names;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;
import tidemark.model.Tags;
import tidemark.storage.local.codec.ByteInput;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.log.FileHead;

/**
 * {@code names.idx} as {@link IndexWriter} left it. It is taken only if its checksum is right and
 * it belongs to the names.log that is there, byte for byte as far as it goes; the frames of
 * names.log after that are read as ever. Not thread-safe.
 */
public final class IndexReader {
  /** Where it is. */
  public static final String FILE = "names.idx";

  static final String MAGIC = "TIDENIX";
  private static final int BODY = FileHead.SIZE + 20;

  private final byte[] bytes;
  private final int covered;
  private final int count;
  private final int[] wordAt;
  private final @Nullable String[] words;
  private final int seriesAt;

  /** Takes the series of a file, in ascending order of number. */
  public interface Visitor {
    /**
     * A series without tags.
     *
     * @param words its components, the first {@code depth} of the array, which is used again
     * @param shared how many of them the path before had too
     */
    void path(long number, int[] words, int depth, int shared);

    /** A series with tags. */
    default void tagged(long number, SeriesKey key) {}
  }

  private IndexReader(byte[] bytes) {
    this.bytes = bytes;
    ByteInput in = new ByteInput().reset(bytes, FileHead.SIZE, bytes.length - FileHead.SIZE - 4);
    covered = Math.toIntExact(in.getLong());
    in.getInt();
    int n = in.getInt();
    count = in.getInt();
    if (n < 0 || n > in.remaining() || count < 0 || count > in.remaining()) {
      throw ByteInput.corrupt(n + " words and " + count + " names in " + in.remaining() + " bytes");
    }
    words = new @Nullable String[n];
    wordAt = new int[n];
    for (int i = 0; i < n; i++) {
      wordAt[i] = in.position();
      in.skip(in.getCount(in.remaining()));
    }
    seriesAt = in.position();
  }

  /**
   * The file, or null if there is none that is of use.
   *
   * @param names the whole of names.log
   * @param reporter told in a sentence why a file that is there is not used
   */
  public static @Nullable IndexReader open(Disk disk, byte[] names, Consumer<String> reporter)
      throws IOException {
    if (!disk.exists(FILE)) {
      return null;
    }
    byte[] bytes = disk.read(FILE);
    if (!isIntact(bytes)) {
      reporter.accept(FILE + " is damaged and not used");
      return null;
    }
    ByteInput in = new ByteInput().reset(bytes, FileHead.SIZE, bytes.length - FileHead.SIZE);
    long length = in.getLong();
    if (length < FileHead.SIZE
        || length > names.length
        || in.getInt() != crc(names, (int) length)) {
      reporter.accept(FILE + " does not belong to this names.log and is not used");
      return null;
    }
    return new IndexReader(bytes);
  }

  /** Whether bytes are a whole file of this version. */
  public static boolean isIntact(byte[] bytes) {
    return bytes.length >= BODY + 4
        && FileHead.matches(bytes, MAGIC)
        && new ByteInput().reset(bytes, bytes.length - 4, 4).getInt()
            == crc(bytes, bytes.length - 4);
  }

  static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** How many bytes of names.log need not be read. */
  public int covered() {
    return covered;
  }

  /** How many series there are. */
  public int count() {
    return count;
  }

  /** How many distinct words they are made of. */
  public int words() {
    return words.length;
  }

  /** A word by its number. */
  public String word(int number) {
    String word = words[number];
    if (word == null) {
      ByteInput in = at(wordAt[number]);
      int length = in.getCount(in.remaining());
      word = new String(bytes, in.skip(length), length, StandardCharsets.UTF_8);
      words[number] = word;
    }
    return word;
  }

  private ByteInput at(int position) {
    return new ByteInput().reset(bytes, position, bytes.length - 4 - position);
  }

  /**
   * Hands over all series.
   *
   * @throws tidemark.storage.StorageException if the bytes make no sense, after some were handed
   *     over
   */
  public void each(Visitor out) {
    ByteInput in = at(seriesAt);
    int[] path = new int[16];
    int before = 0;
    long number = 0;
    for (int i = 0; i < count; i++) {
      number += in.getVar();
      int kind = in.getCount(Integer.MAX_VALUE);
      if ((kind & 1) != 0) {
        out.tagged(number, tagged(in, kind >>> 1));
        continue;
      }
      int shared = kind >>> 1;
      int depth = shared + in.getCount(in.remaining());
      if (shared > before || depth == 0) {
        throw ByteInput.corrupt("a path that shares " + shared + " of " + before + " components");
      }
      if (depth > path.length) {
        path = Arrays.copyOf(path, Math.max(depth, 2 * path.length));
      }
      for (int c = shared; c < depth; c++) {
        path[c] = in.getCount(words.length - 1);
      }
      out.path(number, path, depth, shared);
      before = depth;
    }
  }

  private SeriesKey tagged(ByteInput in, int tags) {
    String name = word(in.getCount(words.length - 1));
    if (tags > in.remaining()) {
      throw ByteInput.corrupt(tags + " tags");
    }
    String[] flat = new String[2 * tags];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = word(in.getCount(words.length - 1));
    }
    try {
      return SeriesKey.of(name, Tags.of(flat));
    } catch (InvalidInputException e) {
      throw ByteInput.corrupt("'" + name + "' with tags " + Arrays.toString(flat));
    }
  }
}
