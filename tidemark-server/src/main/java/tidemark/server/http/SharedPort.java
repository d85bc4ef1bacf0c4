package tidemark.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;
import tidemark.ingest.Protocol;
import tidemark.model.Sink;

/**
 * Lets a line protocol share a port with HTTP. The first byte decides for the whole connection: A
 * to Z is HTTP, all else is not (contracts/opentsdb.md 1: {@code PipelineFactory} of OpenTSDB does
 * the same).
 */
public final class SharedPort implements ServerConnectionSelector {
  private final Protocol.Stream protocol;
  private final Sink sink;

  /** Connections that do not begin like HTTP are served by this protocol. */
  public SharedPort(Protocol.Stream protocol, Sink sink) {
    this.protocol = protocol;
    this.sink = sink;
  }

  /** None beyond the first, which is always there. */
  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData first) {
    int letter = first.get(0);
    return letter >= 'A' && letter <= 'Z' ? Support.UNSUPPORTED : Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return Set.of();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    return new StreamConnection(context, protocol, sink);
  }
}
