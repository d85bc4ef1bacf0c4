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
import java.util.List;
import tidemark.config.Size;
import tidemark.metrics.Meters;

/**
 * One HTTP port. Requests run on virtual threads; bodies may be chunked and compressed, answers are
 * compressed when asked for.
 */
public final class HttpListener implements AutoCloseable {
  /** Grafana sends long GET /render; 64 KiB is the least that house.md asks for. */
  private static final int MAX_REQUEST_LINE = 256 << 10;

  private static final int MAX_HEADERS = 64 << 10;

  /** Queries running at the stop get this long; the whole stop must take less than 5 s. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final WebServer server;
  private final Patrol patrol;
  private final InetSocketAddress address;

  private HttpListener(WebServer server, Patrol patrol, InetSocketAddress address) {
    this.server = server;
    this.patrol = patrol;
    this.address = address;
  }

  /**
   * Opens a port.
   *
   * @param name in meters and thread names
   * @param others what else speaks on this port; asked before HTTP about a connection's first bytes
   * @throws IOException if the address cannot be bound
   */
  public static HttpListener open(
      String name,
      InetSocketAddress address,
      HttpRouting.Builder routing,
      HttpLimits limits,
      Meters meters,
      List<ServerConnectionSelector> others)
      throws IOException {
    Patrol patrol = new Patrol(name, limits, meters);
    WebServer server =
        WebServer.builder()
            .bindAddress(address)
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            // Streams instead of channels: reads fill a buffer of our size, not one of 8 KiB.
            .useNio(false)
            // Else there is a second selector, and connections wait for a byte before FrontDoor has
            // them.
            .protocolsDiscoverServices(false)
            .maxTcpConnections(limits.connections())
            // Else the last piece of an answer in pieces waits for the client's delayed
            // acknowledgement, 40 ms on Linux (RFC 9293 3.7.4).
            .connectionOptions(socket -> socket.tcpNoDelay(true))
            .maxPayloadSize(limits.maxBody().bytes())
            .contentEncoding(encodings(limits.maxBody()))
            .directHandlers(ErrorText.handlers())
            .connectionSelectors(List.of(new FrontDoor(others, http(), patrol)))
            .routing(
                routing
                    .addFilter(LastRequests.filter())
                    .addFilter(Caller.filter())
                    .addFilter(HeadRequests.filter()))
            .build();
    server.start();
    if (!server.isRunning()) {
      patrol.close();
      whyNot(address);
    }
    return new HttpListener(
        server, patrol, new InetSocketAddress(address.getAddress(), server.port()));
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

  private static ServerConnectionSelector http() {
    return Http1ConnectionSelector.builder()
        .config(http1 ->
            http1
                .maxPrologueLength(MAX_REQUEST_LINE)
                .maxHeadersSize(MAX_HEADERS)
                // Clients of Graphite send {, | and blanks in targets, as graphite-web lets them.
                .validatePrologue(false)
                .validatePath(false))
        .build();
  }

  /** Where it listens, with the port that was chosen for port 0. */
  public InetSocketAddress address() {
    return address;
  }

  /** Stops accepting, lets running requests end within a grace period, then cuts them off. */
  @Override
  public void close() {
    server.stop();
    patrol.close();
  }
}
