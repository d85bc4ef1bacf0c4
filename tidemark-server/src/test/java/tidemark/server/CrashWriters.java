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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntFunction;

/**
 * Three senders that write until their server dies, and the journal of what it accepted: per door
 * the number of points from the first on. Point {@code i} of a door has the time {@code START + i *
 * STEP} and the value {@code i}.
 *
 * <p>Accepted is (house.md 1.3): the 2xx of POST /api/put; puts before the answer to a telnet
 * {@code version}; plaintext before the server's close in reply to a half-close.
 */
final class CrashWriters {
  static final long START = 1_700_000_000;

  /** Seconds between points: a second of writing goes over days, so that sealing makes blocks. */
  static final long STEP = 7;

  static final List<String> DOORS = List.of("http", "plaintext", "telnet");
  private static final int CHUNK = 200;
  private static final int EXPIRED_CHUNK = 5;

  /** Seconds; far before {@link #START}, so that blocks hold such points alone. */
  private static final long EXPIRED = 1_600_000_000;

  /** How the days of such points begin. */
  static final String EXPIRED_DAYS = "2020-";

  private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private interface Chunk {
    /** Sends points from {@code first} on; returns when they are accepted. */
    void send(int first) throws IOException;
  }

  private final ServerProcess server;
  private final String prefix;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicIntegerArray accepted = new AtomicIntegerArray(DOORS.size());
  private final AtomicIntegerArray underWay = new AtomicIntegerArray(DOORS.size());
  private volatile long lastAnswer;

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

  /** A metric with points that are over their retention when they are sent. */
  String expired() {
    return "expired." + prefix;
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
        underWay.set(door, 1);
        chunk.send(accepted.get(door));
        underWay.set(door, 0);
        accepted.addAndGet(door, CHUNK);
        lastAnswer = System.nanoTime();
      }
    } catch (IOException e) {
      // the server is dead, which is what this is about
    }
  }

  private static String lines(int first, int count, IntFunction<String> line) {
    StringBuilder text = new StringBuilder();
    for (int i = first; i < first + count; i++) {
      text.append(line.apply(i));
    }
    return text.toString();
  }

  /** The time of point {@code i}, in seconds. */
  static long time(int i) {
    return START + i * STEP;
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void plaintext(int first) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port("graphite-line"))) {
      send(
          socket.getOutputStream(),
          lines(first, CHUNK, i -> metric(1) + ";w=1 " + i + ' ' + time(i) + '\n')
              + lines(
                  first, EXPIRED_CHUNK, i -> expired() + ";w=1 " + i + ' ' + (EXPIRED + i) + '\n'));
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
            CHUNK,
            i ->
                (i == first ? "[" : ",")
                    + "{\"metric\":\""
                    + metric(0)
                    + "\",\"timestamp\":"
                    + time(i)
                    + ",\"value\":"
                    + i
                    + ",\"tags\":{\"w\":\"1\"}}");
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
          lines(first, CHUNK, i -> "put " + metric(2) + ' ' + time(i) + ' ' + i + " w=1\n")
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

  /** Returns when each sender got an answer; false if that took too long. */
  boolean awaitFirstAnswers() throws InterruptedException {
    for (int tries = 0; tries < 2000; tries++) {
      boolean all = true;
      for (int door = 0; door < DOORS.size(); door++) {
        all &= accepted.get(door) > 0;
      }
      if (all) {
        return true;
      }
      Thread.sleep(5);
    }
    return false;
  }

  /** Whether something is being sent, or waits for its answer, and the server did answer lately. */
  boolean isBusy() {
    boolean waiting = false;
    for (int door = 0; door < DOORS.size(); door++) {
      waiting |= underWay.get(door) == 1;
    }
    return waiting && System.nanoTime() - lastAnswer < BUSY_NANOS;
  }

  /** Waits for the senders to notice that their server is gone. */
  void awaitEnd() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** How many points of a door were accepted. After {@link #awaitEnd}. */
  int accepted(int door) {
    return accepted.get(door);
  }

  /** How many points of all doors were accepted. */
  long accepted() {
    long sum = 0;
    for (int door = 0; door < DOORS.size(); door++) {
      sum += accepted.get(door);
    }
    return sum;
  }
}
