package tidemark.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
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

/**
 * A whole server inside the test's process, all doors on free ports, with a clock of the test's.
 */
final class InProcess implements AutoCloseable {
  private final Tidemark server;
  private final HttpClient client = HttpClient.newHttpClient();

  private InProcess(Tidemark server) {
    this.server = server;
  }

  /**
   * Starts one.
   *
   * @param more further keys and their values, alternating
   */
  static InProcess start(Path data, InstantSource clock, String... more) {
    Map<String, ConfigNode.Value> values = new LinkedHashMap<>();
    values.put("data", new ConfigNode.Value(data.toString(), "test"));
    for (String door : List.of("graphite-line", "graphite-pickle", "opentsdb", "http")) {
      values.put("listen." + door, new ConfigNode.Value("127.0.0.1:0", "test"));
    }
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], new ConfigNode.Value(more[i + 1], "test"));
    }
    return new InProcess(Tidemark.start(Settings.of(ConfigNode.of(values)), clock));
  }

  /** The port of a listener, as it is named when it is printed: {@code graphite-line tcp}. */
  int port(String listener) {
    return server.listening().stream()
        .filter(line -> line.startsWith(listener + " "))
        .map(line -> Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)))
        .findFirst()
        .orElseThrow();
  }

  /** Asks over HTTP; a body makes it a POST. */
  HttpResponse<String> ask(String listener, String path, String... body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(listener + " tcp") + path));
    if (body.length > 0) {
      request.POST(HttpRequest.BodyPublishers.ofString(body[0]));
      request.header(
          "Content-Type",
          body[0].startsWith("{") ? "application/json" : "application/x-www-form-urlencoded");
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A text as it stands in a form or a query string. */
  static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
