package tidemark.server;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Plays a capture against a server: the same connections, opened and ended in the same order, the
 * same bytes, in pieces. Where the capturer answered a request, the server's answer is read before
 * the client goes on. A connection that the capture leaves open is ended with it.
 */
final class ClientReplay implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

  private static final Pattern GZIP = Pattern.compile("(?i)content-encoding: *gzip");

  /** How what was sent at once is cut again; datagrams never are. */
  enum Framing {
    AS_CAPTURED,
    BYTE_BY_BYTE,
    AT_RANDOM
  }

  private final int port;
  private final Framing framing;
  private final Random random;
  private final Map<String, Socket> open = new LinkedHashMap<>();
  private final List<String> replies = new ArrayList<>();

  /** Plays to a port of this machine. */
  ClientReplay(int port, Framing framing, Random random) {
    this.port = port;
    this.framing = framing;
    this.random = random;
  }

  /** Plays all; gives the answers to the requests, {@code 200 body}, in their order. */
  List<String> play(ClientCapture capture) throws IOException {
    for (ClientCapture.Event event : capture.events()) {
      switch (event.kind()) {
        case OPEN -> open.put(event.connection(), connect());
        case DATA -> send(socket(event), event.bytes());
        case DATAGRAM -> datagram(event.bytes());
        case REPLY -> replies.add(reply(socket(event).getInputStream()));
        case END -> end(event.connection());
      }
    }
    for (String connection : List.copyOf(open.keySet())) {
      end(connection);
    }
    return replies;
  }

  private Socket socket(ClientCapture.Event event) throws IOException {
    Socket socket = open.get(event.connection());
    if (socket == null) {
      throw new IOException(event.connection() + " is not open");
    }
    return socket;
  }

  private Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private void send(Socket socket, byte[] bytes) throws IOException {
    for (int from = 0; from < bytes.length; ) {
      int piece =
          switch (framing) {
            case AS_CAPTURED -> bytes.length;
            case BYTE_BY_BYTE -> 1;
            case AT_RANDOM -> 1 + random.nextInt(random.nextBoolean() ? 4 : 200);
          };
      int length = Math.min(piece, bytes.length - from);
      socket.getOutputStream().write(bytes, from, length);
      from += length;
    }
  }

  private void datagram(byte[] bytes) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }
  }

  /** Says that no more comes and waits for the server to end too: then all was accepted. */
  private void end(String connection) throws IOException {
    Socket socket = open.remove(connection);
    if (socket != null) {
      try (socket) {
        socket.shutdownOutput();
        byte[] rest = socket.getInputStream().readAllBytes();
        if (rest.length > 0) {
          replies.add(new String(rest, StandardCharsets.UTF_8));
        }
      }
    }
  }

  private static String reply(InputStream in) throws IOException {
    String head = until(in, "\r\n\r\n");
    String status = head.substring(head.indexOf(' ') + 1, head.indexOf(' ') + 4);
    Matcher length = LENGTH.matcher(head);
    var body = new ByteArrayOutputStream();
    if (length.find()) {
      body.writeBytes(in.readNBytes(Integer.parseInt(length.group(1))));
    } else if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
      int size;
      do {
        size = Integer.parseInt(until(in, "\r\n").strip(), 16);
        body.writeBytes(in.readNBytes(size));
        until(in, "\r\n");
      } while (size > 0);
    }
    byte[] content = body.toByteArray();
    if (GZIP.matcher(head).find()) {
      content = new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes();
    }
    return (status + " " + new String(content, StandardCharsets.UTF_8)).strip();
  }

  private static String until(InputStream in, String end) throws IOException {
    var read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException("closed after: " + read);
      }
      read.append((char) c);
    }
    return read.toString();
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : open.values()) {
      socket.close();
    }
  }
}
