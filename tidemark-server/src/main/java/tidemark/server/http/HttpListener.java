package tidemark.server.http;

import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tidemark.config.Size;

/**
 * One HTTP port. Requests run on virtual threads; bodies may be chunked and compressed, answers are
 * compressed when asked for.
 */
public final class HttpListener implements AutoCloseable {
  /** Grafana sends long GET /render; 64 KiB is the least that house.md asks for. */
  private static final int MAX_REQUEST_LINE = 256 << 10;

  private static final int MAX_HEADERS = 64 << 10;

  /** Connections without a request are closed after this, to a check's precision. */
  private static final Duration IDLE = Duration.ofMinutes(5);

  private static final Duration IDLE_CHECK = Duration.ofSeconds(30);

  /** Queries running at the stop get this long; the whole stop must take less than 5 s. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final WebServer server;
  private final InetSocketAddress address;

  private HttpListener(WebServer server, InetSocketAddress address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Opens a port.
   *
   * @param maxBody longest request body, as sent and as decompressed
   * @param others what else speaks on this port; asked before HTTP about a connection's first bytes
   * @throws IOException if the address cannot be bound
   */
  public static HttpListener open(
      InetSocketAddress address,
      HttpRouting.Builder routing,
      Size maxBody,
      List<ServerConnectionSelector> others)
      throws IOException {
    WebServer server =
        WebServer.builder()
            .bindAddress(address)
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            // Streams instead of channels: reads fill a buffer of our size, not one of 8 KiB.
            .useNio(false)
            .idleConnectionTimeout(IDLE)
            .idleConnectionPeriod(IDLE_CHECK)
            .maxPayloadSize(maxBody.bytes())
            .contentEncoding(encodings(maxBody))
            .directHandlers(ErrorText.handlers())
            .connectionSelectors(selectors(others))
            .routing(routing.addFilter(Caller.filter()).addFilter(HeadRequests.filter()))
            .build();
    server.start();
    if (!server.isRunning()) {
      whyNot(address);
    }
    return new HttpListener(server, new InetSocketAddress(address.getAddress(), server.port()));
  }

  /** Helidon logs why it did not start, and does not throw: the socket says it again. */
  private static void whyNot(InetSocketAddress address) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(address);
    }
    throw new IOException("the HTTP server did not start");
  }

  private static ContentEncodingContext encodings(Size maxBody) {
    return ContentEncodingContext.builder()
        .contentEncodingsDiscoverServices(false)
        .addContentEncoding(new Compression("gzip", maxBody))
        .addContentEncoding(new Compression("deflate", maxBody))
        .build();
  }

  private static List<ServerConnectionSelector> selectors(List<ServerConnectionSelector> others) {
    ServerConnectionSelector http =
        Http1ConnectionSelector.builder()
            .config(http1 ->
                http1
                    .maxPrologueLength(MAX_REQUEST_LINE)
                    .maxHeadersSize(MAX_HEADERS)
                    // Clients of Graphite send {, | and blanks in targets, as graphite-web lets
                    // them.
                    .validatePrologue(false)
                    .validatePath(false))
            .build();
    List<ServerConnectionSelector> all = new ArrayList<>(others);
    all.add(http);
    return all;
  }

  /** Where it listens, with the port that was chosen for port 0. */
  public InetSocketAddress address() {
    return address;
  }

  /** Stops accepting, lets running requests end within a grace period, then cuts them off. */
  @Override
  public void close() {
    server.stop();
  }
}
