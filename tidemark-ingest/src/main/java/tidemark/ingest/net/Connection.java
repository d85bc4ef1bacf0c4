package tidemark.ingest.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.function.BooleanSupplier;
import jdk.net.ExtendedSocketOptions;

/** One TCP connection of a {@link LineServer}. */
final class Connection {
  private static final int KEEPALIVE_IDLE_SECONDS = 60;
  private static final int KEEPALIVE_INTERVAL_SECONDS = 30;
  private static final int KEEPALIVE_PROBES = 4;

  private final Socket socket;
  private final BooleanSupplier stopping;

  Connection(Socket socket, BooleanSupplier stopping) {
    this.socket = socket;
    this.stopping = stopping;
  }

  /**
   * Sets the socket's options. Until {@link #close} the kernel is told to reset rather than to
   * close: should the process be killed, the peer sees a broken connection and not the clean end
   * that means accepted.
   */
  void prepare() throws IOException {
    socket.setSoLinger(true, 0);
    socket.setTcpNoDelay(true);
    socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEPALIVE_IDLE_SECONDS);
      socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEPALIVE_INTERVAL_SECONDS);
      socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEPALIVE_PROBES);
    }
  }

  InputStream input() throws IOException {
    return new DrainingInput(socket, stopping);
  }

  OutputStream output() throws IOException {
    return socket.getOutputStream();
  }

  String peer() {
    return String.valueOf(socket.getRemoteSocketAddress());
  }

  /** Ends the conversation: all that was read was accepted. */
  void close() throws IOException {
    socket.setSoLinger(false, 0);
    socket.close();
  }

  /** Ends it so that the peer cannot mistake it for a clean close. */
  void reset() {
    try {
      socket.close();
    } catch (IOException e) {
      // Broken already: there is nobody left to tell.
      return;
    }
  }
}
