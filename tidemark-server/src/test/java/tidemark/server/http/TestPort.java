package tidemark.server.http;

import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import tidemark.config.Size;
import tidemark.metrics.Meters;

/** An HTTP port of this process for tests of what is routed there. */
public final class TestPort {
  private TestPort() {}

  /** Opens a free port on the loopback address, with limits like the defaults. */
  public static HttpListener open(HttpRouting.Builder routing) throws IOException {
    return HttpListener.open(
        "test",
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        routing,
        new HttpLimits(Size.parse("16MiB"), 100, Duration.ofMinutes(5), Duration.ofSeconds(30)),
        new Meters(),
        List.of());
  }
}
