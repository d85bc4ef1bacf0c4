package tidemark.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidemark.relay.wire.FrameStream;
import tidemark.relay.wire.FrameTaker;

/**
 * A peer that takes frames and keeps every line, repeats included if a sender numbers them anew.
 */
final class FrameSink implements FrameTaker, AutoCloseable {
  private final ServerSocket server = new ServerSocket();
  private final Map<Long, Long> last = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  FrameSink(int port) throws IOException {
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 16);
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new FrameStream(socket.getInputStream(), socket.getOutputStream(), this).serve();
    } catch (IOException e) {
      // The relay was killed.
    }
  }

  @Override
  public synchronized long last(long sender) {
    Long line = last.get(sender);
    return line == null ? 0 : line;
  }

  @Override
  public synchronized void take(long sender, long first, int count, byte[] bytes, int length) {
    List<String> all = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).lines().toList();
    long known = Math.max(0, last(sender) + 1 - first);
    lines.addAll(all.subList((int) Math.min(known, count), count));
    last.put(sender, Math.max(last(sender), first + count - 1));
  }

  /** All lines so far, in the order in which they came. */
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  synchronized int size() {
    return lines.size();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
