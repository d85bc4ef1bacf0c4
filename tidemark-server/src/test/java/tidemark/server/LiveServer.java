package tidemark.server;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidemark.config.ConfigNode;
import tidemark.server.config.Settings;

/** A whole server in this process, on free ports, with the memory engine. */
final class LiveServer implements AutoCloseable {
  private final Tidemark server;
  private final HttpClient client = HttpClient.newHttpClient();

  /** Starts with these keys set, each followed by its value. */
  LiveServer(Path directory, String... keysAndValues) {
    Map<String, ConfigNode.Value> values = new LinkedHashMap<>();
    values.put("data", new ConfigNode.Value(directory.resolve("data").toString(), "test"));
    values.put("storage.engine", new ConfigNode.Value("memory", "test"));
    for (String door : List.of("graphite-line", "graphite-pickle", "opentsdb", "http")) {
      values.put("listen." + door, new ConfigNode.Value("127.0.0.1:0", "test"));
    }
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], new ConfigNode.Value(keysAndValues[i + 1], "test"));
    }
    server = Tidemark.start(Settings.of(ConfigNode.of(values)), InstantSource.system());
  }

  /** The port of a listener by its name: {@code graphite-line}. */
  int port(String listener) {
    return server.listening().stream()
        .filter(line -> line.startsWith(listener + " tcp "))
        .map(line -> Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)))
        .findFirst()
        .orElseThrow();
  }

  /** Half-closes and waits for the server's close: then the lines are accepted. */
  void plaintext(String lines) throws IOException {
    say("graphite-line", lines);
  }

  /** The same over telnet; what was answered. */
  String telnet(String lines) throws IOException {
    return say("opentsdb", lines + "version\n");
  }

  private String say(String listener, String lines) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port(listener))) {
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A request, with headers as name after name and value. */
  HttpResponse<byte[]> send(
      String listener, String method, String pathAndQuery, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(listener) + pathAndQuery))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
