package tidemark.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tidemark.config.Address;
import tidemark.model.InvalidInputException;

/** The server of this configuration, asked over HTTP by another process. */
final class RunningServer {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Address http;

  /**
   * Found by {@code listen.http}.
   *
   * @throws InvalidInputException if it does not say where that is
   */
  RunningServer(Address http) {
    if (!http.isOn() || http.port() == 0) {
      throw new InvalidInputException(
          "listen.http is "
              + http
              + ": say where the server listens, by --set listen.http=HOST:PORT");
    }
    this.http = http;
  }

  /**
   * What it answers.
   *
   * @param path with its query
   * @throws InvalidInputException if it cannot be asked, or refuses
   */
  String ask(String method, String path) {
    URI uri = uri(path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() != 200) {
        throw new InvalidInputException(
            uri + " answers " + response.statusCode() + ": " + response.body().strip());
      }
      return response.body();
    } catch (IOException e) {
      throw new InvalidInputException("no Tidemark can be asked at " + http + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InvalidInputException("interrupted while asking " + http, e);
    }
  }

  private URI uri(String path) {
    try {
      return URI.create("http://" + http + path);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("\"" + path + "\" cannot be asked for", e);
    }
  }
}
