package tidemark.relay.intake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.Map;
import tidemark.relay.language.ListenerSpec.Receptor;

/** Listens on a UDP port. A line that a datagram does not end is lost (contracts/relay.md 4). */
final class DatagramListener implements Listener {
  private static final int LARGEST = 65_536;
  private static final int RECEIVE_BUFFER = 1 << 20;
  private static final int MOST_SENDERS = 1000;

  private final DatagramChannel channel;
  private final IntakeOptions options;
  // Of the receiving thread: who sent is written before lines for some servers.
  private final Map<InetAddress, LineIntake> intakes = new HashMap<>();

  private DatagramListener(DatagramChannel channel, IntakeOptions options) {
    this.channel = channel;
    this.options = options;
  }

  static DatagramListener open(Receptor receptor, IntakeOptions options) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      channel.bind(StreamListener.address(receptor));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    DatagramListener listener = new DatagramListener(channel, options);
    Thread.ofPlatform().daemon().name("relay-udp-" + receptor.port()).start(listener::receive);
    return listener;
  }

  private void receive() {
    byte[] bytes = new byte[LARGEST];
    while (true) {
      try {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        SocketAddress from = channel.receive(buffer);
        int end = buffer.position();
        while (end > 0 && bytes[end - 1] != '\n' && bytes[end - 1] != '\r') {
          end--;
        }
        if (end > 0 && from instanceof InetSocketAddress address) {
          intake(address.getAddress()).accept(bytes, 0, end);
        }
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        options.log().error("failed to receive a datagram: " + e.getMessage());
      }
    }
  }

  private LineIntake intake(InetAddress sender) {
    if (intakes.size() >= MOST_SENDERS && !intakes.containsKey(sender)) {
      intakes.clear();
    }
    return intakes.computeIfAbsent(sender, each -> options.intake(0, each.getHostAddress()));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      options.log().error("failed to close a listener: " + e.getMessage());
    }
  }

  @Override
  public long opened() {
    return 0;
  }

  @Override
  public long ended() {
    return 0;
  }
}
