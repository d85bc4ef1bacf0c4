package tidemark.relay;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.TreeSet;

/**
 * Ports of the loopback address for servers that must be told theirs. Each is given once, and they
 * lie below those that Linux gives to outgoing connections: a port that was only free a moment ago
 * is soon somebody else's when many tests connect at once. Thread-safe.
 */
final class FreePorts {
  private static final int FIRST = 10_000;
  private static final int LAST = 32_000;

  private int next = FIRST + (int) (ProcessHandle.current().pid() * 997 % (LAST - FIRST));

  int one() throws IOException {
    return some(1).getFirst();
  }

  /** So many, ascending. */
  synchronized TreeSet<Integer> some(int count) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    TreeSet<Integer> ports = new TreeSet<>();
    for (int tried = 0; ports.size() < count; tried++) {
      if (tried > LAST - FIRST) {
        throw new IOException("no free port from " + FIRST + " to " + LAST);
      }
      next = next < LAST ? next + 1 : FIRST;
      if (isFree(new InetSocketAddress(loopback, next))) {
        ports.add(next);
      }
    }
    return ports;
  }

  private static boolean isFree(InetSocketAddress address) {
    try (ServerSocket stream = new ServerSocket();
        DatagramSocket datagrams = new DatagramSocket(address)) {
      stream.bind(address);
      return datagrams.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
