package tidemark.server.opentsdb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.ingest.Exchange;
import tidemark.ingest.Protocol;
import tidemark.model.Sink;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;

/** A door for points of the ingest module, behind the manners of this API. */
final class PutEndpoint implements Endpoint {
  private final Protocol.Http protocol;
  private final Sink sink;

  PutEndpoint(Protocol.Http protocol, Sink sink) {
    this.protocol = protocol;
    this.sink = sink;
  }

  @Override
  public Answer answer(Call call) {
    var exchange = new CallExchange(call);
    try {
      protocol.handle(exchange, sink);
    } catch (IOException e) {
      throw new StorageException(Reason.UNAVAILABLE, "cannot read the request", e);
    }
    return exchange.answer;
  }

  private static final class CallExchange implements Exchange {
    private final Call call;
    private Answer answer = Answer.empty(204);

    CallExchange(Call call) {
      this.call = call;
    }

    @Override
    public String method() {
      return call.method();
    }

    @Override
    public @Nullable String query(String name) {
      return call.parameter(name);
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(call.body());
    }

    @Override
    public void respond(int status, String contentType, byte[] body) {
      answer = new Answer(status, contentType, body, Map.of());
    }
  }
}
