package tidemark.relay.send;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Writes to a socket and gives up on a peer that takes nothing for ten seconds, as the original's
 * SO_SNDTIMEO; a blocking channel would wait for ever. Owned by one thread.
 */
final class ChannelOutput extends OutputStream {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final SocketChannel channel;
  private final Selector selector;
  private int accepted;

  /** An output over a connected channel, which becomes non-blocking. */
  ChannelOutput(SocketChannel channel) throws IOException {
    this.channel = channel;
    channel.configureBlocking(false);
    this.selector = Selector.open();
    channel.register(selector, SelectionKey.OP_WRITE);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    accepted = 0;
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    while (buffer.hasRemaining()) {
      int n = channel.write(buffer);
      accepted += n;
      if (n == 0 && selector.select(TIMEOUT_MILLIS) == 0) {
        throw new IOException("Connection timed out");
      }
      selector.selectedKeys().clear();
    }
  }

  /** Bytes of the last write that the kernel took. */
  int accepted() {
    return accepted;
  }

  /** Whether the peer has closed; what it says is thrown away. */
  boolean isEnded() {
    try {
      ByteBuffer discarded = ByteBuffer.allocate(512);
      int n = channel.read(discarded);
      while (n > 0) {
        n = channel.read(discarded.clear());
      }
      return n < 0;
    } catch (IOException e) {
      // Reset: as ended as it can be.
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
