package tidemark.relay.wire;

import java.io.IOException;

/** Who takes lines out of frames. */
public interface FrameTaker {
  /** The number of the last line that was taken from this sender, 0 if none is known. */
  long last(long sender);

  /**
   * Takes lines and keeps them; those that it has taken before it leaves out.
   *
   * @param first the number of the first line
   * @param lines how many there are, each with its line feed
   * @param bytes {@code 0 <= i < length} are the lines; they may be changed
   * @throws IOException if they cannot be kept now
   */
  void take(long sender, long first, int lines, byte[] bytes, int length) throws IOException;
}
