package tidemark.server.http;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/**
 * Closes a connection after the answer to a request that says {@code Connection: close}, as RFC
 * 9112 9.6 has it. Helidon answers with the same header and then waits for another request, so that
 * a client that reads to the end of the stream would wait for the idle timeout.
 */
final class LastRequests {
  private LastRequests() {}

  static Filter filter() {
    return LastRequests::run;
  }

  private static void run(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    boolean last = request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    chain.proceed();
    if (!last) {
      return;
    }
    if (response.isSent()) {
      end();
    }
    response.whenSent(LastRequests::end); // an error that Helidon words
  }

  private static void end() {
    throw new CloseConnectionException("the client asked for it");
  }
}
