package tidemark.storage.local.names;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;
import tidemark.storage.local.codec.ByteInput;

/**
 * Makes keys of the paths that an {@link IndexReader} hands over, one after the other: the bytes
 * that a path shares with the one before stay where they are. Not thread-safe.
 */
public final class PathText {
  private final IndexReader index;
  private final byte[][] bytes;
  private byte[] text = new byte[256];
  private int[] ends = new int[16];

  /** For the paths of an index, from its first on. */
  public PathText(IndexReader index) {
    this.index = index;
    this.bytes = new byte[index.words()][];
  }

  /** The key of the next path; the arguments are those of {@link IndexReader.Visitor#path}. */
  public SeriesKey key(int[] words, int depth, int shared) {
    if (depth > ends.length) {
      ends = Arrays.copyOf(ends, Math.max(depth, 2 * ends.length));
    }
    int length = shared == 0 ? 0 : ends[shared - 1];
    for (int i = shared; i < depth; i++) {
      byte[] word = word(words[i]);
      if (length + word.length + 1 > text.length) {
        text = Arrays.copyOf(text, Math.max(length + word.length + 1, 2 * text.length));
      }
      if (i > 0) {
        text[length++] = '.';
      }
      System.arraycopy(word, 0, text, length, word.length);
      length += word.length;
      ends[i] = length;
    }
    String name = new String(text, 0, length, StandardCharsets.UTF_8);
    try {
      return SeriesKey.of(name);
    } catch (InvalidInputException e) {
      throw ByteInput.corrupt("'" + name + "' is no series");
    }
  }

  private byte[] word(int number) {
    byte[] word = bytes[number];
    if (word == null) {
      word = index.word(number).getBytes(StandardCharsets.UTF_8);
      bytes[number] = word;
    }
    return word;
  }
}
