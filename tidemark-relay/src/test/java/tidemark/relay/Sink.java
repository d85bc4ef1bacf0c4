package tidemark.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import tidemark.relay.wire.Lz4Input;

/** A real peer that keeps what it receives: a TCP or UDP port on loopback, or a file. */
final class Sink implements AutoCloseable {
  private final String transport;
  private final int port;
  private final Path file;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private ServerSocket server;
  private DatagramSocket datagrams;

  Sink(String transport, int port, Path file) {
    this.transport = transport;
    this.port = port;
    this.file = file;
  }

  int port() {
    return port;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  Path file() {
    return file;
  }

  void start() throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    switch (transport) {
      case "file" -> {}
      case "udp" -> {
        datagrams = new DatagramSocket(port, loopback);
        Thread.ofVirtual().start(this::receive);
      }
      default -> {
        ServerSocket fresh = new ServerSocket();
        fresh.setReuseAddress(true);
        fresh.bind(new InetSocketAddress(loopback, port), 16);
        server = fresh;
        Thread.ofVirtual().start(() -> accept(fresh));
      }
    }
  }

  private void receive() {
    byte[] bytes = new byte[65_536];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        datagrams.receive(packet);
        keep(bytes, packet.getLength());
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void accept(ServerSocket from) {
    try {
      while (true) {
        Socket socket = from.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> read(socket));
      }
    } catch (IOException e) {
      // Stopped.
    }
  }

  private void read(Socket socket) {
    byte[] bytes = new byte[65_536];
    try (InputStream in = unpacked(socket.getInputStream())) {
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        keep(bytes, n);
      }
    } catch (IOException e) {
      // The relay closed in the middle, or we did.
    }
  }

  private InputStream unpacked(InputStream in) throws IOException {
    return switch (transport) {
      case "gzip" -> new GZIPInputStream(in);
      case "lz4" -> new Lz4Input(in);
      default -> in;
    };
  }

  private void keep(byte[] bytes, int length) {
    synchronized (received) {
      received.write(bytes, 0, length);
    }
  }

  /** All that has come so far. */
  String text() throws IOException {
    if (transport.equals("file")) {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }
    synchronized (received) {
      return received.toString(StandardCharsets.ISO_8859_1);
    }
  }

  long lines() throws IOException {
    return text().chars().filter(c -> c == '\n').count();
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
    if (datagrams != null) {
      datagrams.close();
    }
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
  }
}
