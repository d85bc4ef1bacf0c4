package tidemark.relay.send;

import java.io.IOException;
import tidemark.relay.spool.Block;

/** An open way to a server. Used by the server's own thread alone. */
interface Wire extends AutoCloseable {
  /**
   * Writes the lines of a block. A failed write may leave fewer lines in it: the others have been
   * sent.
   *
   * @throws IOException if not all could be handed over
   */
  void write(Block block) throws IOException;

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
