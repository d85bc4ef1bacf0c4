package tidemark.relay.send;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Writes to a socket and gives up on a peer that takes nothing for ten seconds, as the original's
 * SO_SNDTIMEO; a blocking channel would wait for ever. Reads answers with the same patience. Owned
 * by one thread.
 */
final class ChannelOutput extends OutputStream {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private int accepted;

  /** An output over a connected channel, which becomes non-blocking. */
  ChannelOutput(SocketChannel channel) throws IOException {
    this.channel = channel;
    channel.configureBlocking(false);
    this.selector = Selector.open();
    this.key = channel.register(selector, SelectionKey.OP_WRITE);
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
      if (n == 0) {
        await();
      }
    }
  }

  private void await() throws IOException {
    if (selector.select(TIMEOUT_MILLIS) == 0) {
      throw new IOException("Connection timed out");
    }
    selector.selectedKeys().clear();
  }

  /**
   * Fills the buffer with what the peer says.
   *
   * @throws IOException if it ends the connection or says nothing for too long
   */
  void read(ByteBuffer to) throws IOException {
    key.interestOps(SelectionKey.OP_READ);
    while (to.hasRemaining()) {
      int n = channel.read(to);
      if (n < 0) {
        throw new EOFException("Connection closed by the peer");
      }
      if (n == 0) {
        await();
      }
    }
    key.interestOps(SelectionKey.OP_WRITE);
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
