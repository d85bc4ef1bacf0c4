package tidemark.relay.send;

import java.io.IOException;

/** An open way to a server. Used by the server's own thread alone. */
interface Wire extends AutoCloseable {
  /**
   * Writes whole lines.
   *
   * @throws IOException if not all could be handed to the kernel; {@link #accepted} says how many
   */
  void write(byte[] bytes, int from, int to) throws IOException;

  /**
   * How many bytes of the last write the kernel took, as far as that is known; 0 where a compressor
   * stands between.
   */
  default int accepted() {
    return 0;
  }

  /** Sends what a compressor still holds; called when nothing more waits. */
  default void flush() throws IOException {
    // Most hold nothing back.
  }

  /** Whether the other side ended the connection while nothing was sent, where it can tell. */
  default boolean isEnded() {
    return false;
  }

  @Override
  void close() throws IOException;
}
