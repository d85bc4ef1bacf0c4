package tidemark.relay.send;

import java.io.IOException;
import tidemark.relay.spool.Block;

/** A wire that sees bytes, and at best knows how many of them the kernel took. */
abstract class BytesWire implements Wire {
  @Override
  public final void write(Block block) throws IOException {
    try {
      write(block.bytes(), block.from(), block.to());
    } catch (IOException e) {
      block.dropUntil(block.from() + accepted());
      throw e;
    }
  }

  /**
   * Writes whole lines.
   *
   * @throws IOException if not all could be handed to the kernel; {@link #accepted} says how many
   */
  abstract void write(byte[] bytes, int from, int to) throws IOException;

  /**
   * How many bytes of the last write the kernel took, as far as that is known; 0 where a compressor
   * stands between.
   */
  int accepted() {
    return 0;
  }
}
