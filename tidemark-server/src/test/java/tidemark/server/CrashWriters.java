package tidemark.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Three senders that write until their server dies, and the journal of what it accepted: per door
 * the number of points from the first on. Point {@code i} of a door has the time {@code START + i}
 * and the value {@code i}.
 *
 * <p>Accepted is (house.md 1.3): the 2xx of POST /api/put; puts before the answer to a telnet
 * {@code version}; plaintext before the server's close in reply to a half-close.
 */
final class CrashWriters {
  static final long START = 1_700_000_000;
  static final List<String> DOORS = List.of("http", "plaintext", "telnet");
  private static final int CHUNK = 200;

  private interface Chunk {
    /** Sends points from {@code first} on; returns when they are accepted. */
    void send(int first) throws IOException;
  }

  private final ServerProcess server;
  private final String prefix;
  private final List<Thread> threads = new ArrayList<>();
  private final int[] accepted = new int[DOORS.size()];
  private final int[] broken = new int[DOORS.size()];

  /** Starts writing. */
  CrashWriters(ServerProcess server, String prefix) {
    this.server = server;
    this.prefix = prefix;
    for (int door = 0; door < DOORS.size(); door++) {
      int number = door;
      threads.add(Thread.ofPlatform().start(() -> write(number)));
    }
  }

  /** The metric of a door. */
  String metric(int door) {
    return prefix + '.' + DOORS.get(door);
  }

  private void write(int door) {
    try (Telnet telnet = new Telnet()) {
      Chunk chunk =
          switch (DOORS.get(door)) {
            case "http" -> this::http;
            case "plaintext" -> this::plaintext;
            default -> telnet::send;
          };
      while (true) {
        chunk.send(accepted[door]);
        accepted[door] += CHUNK;
      }
    } catch (IOException e) {
      broken[door] = 1;
    }
  }

  private static String lines(int first, IntFunction<String> line) {
    StringBuilder text = new StringBuilder();
    for (int i = first; i < first + CHUNK; i++) {
      text.append(line.apply(i));
    }
    return text.toString();
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void plaintext(int first) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port("graphite-line"))) {
      send(
          socket.getOutputStream(),
          lines(first, i -> metric(1) + ";w=1 " + i + ' ' + (START + i) + '\n'));
      socket.shutdownOutput();
      if (socket.getInputStream().read() >= 0) {
        throw new IllegalStateException("an answer to plaintext");
      }
    }
  }

  private void http(int first) throws IOException {
    String body =
        lines(
            first,
            i ->
                (i == first ? "[" : ",")
                    + "{\"metric\":\"%s\",\"timestamp\":%d,\"value\":%d,\"tags\":{\"w\":\"1\"}}"
                        .formatted(metric(0), START + i, i));
    URI uri = URI.create("http://127.0.0.1:" + server.port("opentsdb") + "/api/put");
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    send(connection.getOutputStream(), body + ']');
    if (connection.getResponseCode() != 204) {
      throw new IllegalStateException("status " + connection.getResponseCode());
    }
  }

  /** One connection for the whole life. */
  private final class Telnet implements AutoCloseable {
    private Socket socket = new Socket();
    private BufferedReader in = new BufferedReader(BufferedReader.nullReader());

    void send(int first) throws IOException {
      if (!socket.isConnected()) {
        socket = new Socket("127.0.0.1", server.port("opentsdb"));
        in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      }
      CrashWriters.send(
          socket.getOutputStream(),
          lines(first, i -> "put " + metric(2) + ' ' + (START + i) + ' ' + i + " w=1\n")
              + "version\n");
      for (String word : List.of("net.opentsdb.tools", "Built on")) {
        String line = in.readLine();
        if (line == null) {
          throw new IOException("closed");
        }
        if (!line.startsWith(word)) {
          throw new IllegalStateException(line);
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /**
   * Waits for the senders to notice that their server is gone; whether it was busy when it went.
   */
  boolean awaitEnd() throws InterruptedException {
    int busy = 0;
    for (int door = 0; door < DOORS.size(); door++) {
      threads.get(door).join();
      busy += broken[door];
    }
    return busy > 0;
  }

  /** How many points of a door were accepted. After {@link #awaitEnd}. */
  int accepted(int door) {
    return accepted[door];
  }
}
