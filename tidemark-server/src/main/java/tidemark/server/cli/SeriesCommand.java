package tidemark.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tidemark.config.Address;
import tidemark.model.InvalidInputException;

/**
 * Asks a running server which families of series are the most ({@code stored}), grew the most
 * ({@code new}) or were refused the most ({@code refused}); see {@code /api/tidemark/series}.
 */
final class SeriesCommand {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private SeriesCommand() {}

  /**
   * The answer as a table, one family a line.
   *
   * @param http where the server listens
   * @throws InvalidInputException if it cannot be asked, or refuses the question
   */
  static String ask(Address http, String by) {
    if (!http.isOn() || http.port() == 0) {
      throw new InvalidInputException(
          "listen.http is "
              + http
              + ": say where the server listens, by --set listen.http=HOST:PORT");
    }
    URI uri = URI.create("http://" + http + "/api/tidemark/series?format=text&limit=40&by=" + by);
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new InvalidInputException(
            uri + " answers " + response.statusCode() + ": " + response.body().strip());
      }
      return response.body().stripTrailing();
    } catch (IOException e) {
      throw new InvalidInputException("no Tidemark can be asked at " + http + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InvalidInputException("interrupted while asking " + http, e);
    }
  }
}
