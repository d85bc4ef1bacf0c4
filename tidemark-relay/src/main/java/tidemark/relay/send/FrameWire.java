package tidemark.relay.send;

import java.io.IOException;
import java.nio.ByteBuffer;
import tidemark.relay.spool.Block;
import tidemark.relay.wire.FrameFormat;

/**
 * Lines to another Tidemark in frames: a write returns when they were acknowledged, and what the
 * peer has had already it is not sent again (docs/formats/frames.md). One frame is on its way at a
 * time.
 */
final class FrameWire implements Wire {
  private final ChannelOutput channel;
  private long last;

  /**
   * Greets.
   *
   * @param sender the id of the queue whose lines are sent
   * @throws IOException if the peer does not answer as one that takes frames
   */
  FrameWire(ChannelOutput channel, long sender) throws IOException {
    this.channel = channel;
    channel.write(FrameFormat.hello(sender));
    this.last = answer();
  }

  private long answer() throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(FrameFormat.ANSWER);
    channel.read(answer);
    if (answer.getInt(0) == FrameFormat.REFUSED) {
      throw new IOException("the peer takes no frames; a relay needs a spool for them");
    }
    if (answer.getInt(0) != FrameFormat.VERSION) {
      throw new IOException("the peer does not answer with frames of " + FrameFormat.VERSION);
    }
    return answer.getLong(4);
  }

  @Override
  public void write(Block block) throws IOException {
    block.dropFirst(last + 1 - block.first());
    if (block.lines() == 0) {
      return;
    }
    channel.write(
        FrameFormat.frame(block.first(), block.lines(), block.bytes(), block.from(), block.to()));
    last = answer();
    if (last != block.first() + block.lines() - 1) {
      throw new IOException("the peer acknowledged line " + last + ", which is not the last");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
