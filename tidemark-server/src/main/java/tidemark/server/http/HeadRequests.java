package tidemark.server.http;

import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.OutputStream;

/**
 * Keeps the body of an answer to HEAD from being sent, which Helidon does not: the next answer on
 * the connection would begin with it (RFC 9110 9.3.2). Status and headers are those of GET but for
 * the length, which is 0.
 */
final class HeadRequests {
  private HeadRequests() {}

  static Filter filter() {
    return HeadRequests::run;
  }

  private static void run(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.prologue().method().equals(Method.HEAD)) {
      response.streamFilter(body -> new Swallowing(body));
    }
    chain.proceed();
  }

  /** Takes what is written and passes on the end. */
  private static final class Swallowing extends OutputStream {
    private final OutputStream body;

    Swallowing(OutputStream body) {
      this.body = body;
    }

    @Override
    public void write(int b) {}

    @Override
    public void write(byte[] bytes, int from, int length) {}

    @Override
    public void close() throws java.io.IOException {
      body.close();
    }
  }
}
