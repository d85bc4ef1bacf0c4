package tidemark.relay.send;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** A datagram for each line. What the network loses is lost. */
final class UdpWire extends BytesWire {
  private final DatagramChannel channel;
  private int accepted;

  UdpWire(InetSocketAddress address) throws IOException {
    channel = DatagramChannel.open();
    channel.connect(address);
  }

  @Override
  void write(byte[] bytes, int from, int to) throws IOException {
    accepted = 0;
    int start = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        send(ByteBuffer.wrap(bytes, start, i + 1 - start));
        start = i + 1;
        accepted = start - from;
      }
    }
  }

  private void send(ByteBuffer line) throws IOException {
    try {
      channel.write(line);
    } catch (java.net.PortUnreachableException e) {
      // Said about an earlier datagram: nobody listened then. This one has not been sent yet.
      channel.write(line);
    }
  }

  @Override
  int accepted() {
    return accepted;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
