package tidemark.server.http;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import tidemark.config.Size;
import tidemark.ingest.Protocol;
import tidemark.model.Sink;

/**
 * Serves a protocol of the ingest module at its path, whatever the method: the protocol answers
 * wrong ones.
 */
public final class ProtocolService implements HttpService {
  private final Protocol.Http protocol;
  private final Sink sink;
  private final Size maxBody;

  /** Points go to the sink on the request's thread. */
  public ProtocolService(Protocol.Http protocol, Sink sink, Size maxBody) {
    this.protocol = protocol;
    this.sink = sink;
    this.maxBody = maxBody;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.any(protocol.path(), this::handle);
  }

  private void handle(ServerRequest request, ServerResponse response) throws IOException {
    protocol.handle(new HelidonExchange(request, response, maxBody), sink);
  }
}
