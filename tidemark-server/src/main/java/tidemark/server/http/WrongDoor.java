package tidemark.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/**
 * Answers those who speak something else to an HTTP port: with one sentence that says where they
 * are and where they probably want to go, then closes. Without it they would see a connection that
 * ends and no reason.
 */
public final class WrongDoor implements ServerConnectionSelector {
  /** Longer without a line end is taken for HTTP, whose own limit then answers. */
  private static final int LONGEST = 256 << 10;

  private final String text;

  /** Answers with this sentence. */
  public WrongDoor(String text) {
    this.text = text;
  }

  /** None beyond the first, which is always there. */
  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData first) {
    int end = first.indexOf((byte) '\n');
    if (end < 0) {
      return first.available() > LONGEST ? Support.UNSUPPORTED : Support.UNKNOWN;
    }
    String line = first.readString(end, StandardCharsets.ISO_8859_1);
    return line.endsWith(" HTTP/1.1\r") ? Support.UNSUPPORTED : Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return Set.of();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return new Refusal(context, text);
  }

  private record Refusal(ConnectionContext context, String text) implements ServerConnection {
    @Override
    public void handle(Limit requests) {
      BufferData sent = context.dataReader().readBuffer(context.dataReader().available());
      String said = sent.readString(sent.available(), StandardCharsets.ISO_8859_1);
      // An HTTP client, if an old one (1.0) or one that ends lines in its own way, wants headers
      // first.
      String answer =
          said.contains(" HTTP/")
              ? "HTTP/1.1 505 HTTP Version Not Supported\r\nContent-Type: text/plain\r\n"
                  + "Connection: close\r\n\r\nThis port speaks HTTP/1.1, with lines that end in"
                  + " CR LF.\n"
              : text + '\n';
      context.dataWriter().writeNow(BufferData.create(answer.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Duration idleTime() {
      return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
      context.serverSocket().close();
    }
  }
}
