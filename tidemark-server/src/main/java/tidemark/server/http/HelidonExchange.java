package tidemark.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tidemark.config.Size;
import tidemark.ingest.Exchange;

/** A Helidon request and its answer as the ingest module wants them. */
final class HelidonExchange implements Exchange {
  private final ServerRequest request;
  private final ServerResponse response;
  private final Size maxBody;

  HelidonExchange(ServerRequest request, ServerResponse response, Size maxBody) {
    this.request = request;
    this.response = response;
    this.maxBody = maxBody;
  }

  @Override
  public String method() {
    return request.prologue().method().text();
  }

  @Override
  public @Nullable String query(String name) {
    return request.query().contains(name) ? request.query().first(name).orElse("") : null;
  }

  /**
   * A body longer than allowed ends in an HttpException (413), which passes through the protocol to
   * Helidon.
   */
  @Override
  public InputStream body() {
    return request.content().hasEntity()
        ? new LimitedInput(request.content().inputStream(), maxBody)
        : InputStream.nullInputStream();
  }

  @Override
  public void respond(int status, String contentType, byte[] body) {
    response.status(status).header(HeaderNames.CONTENT_TYPE, contentType).send(body);
  }
}
