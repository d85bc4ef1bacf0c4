package tidemark.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** A connection as Helidon made it, whose reads and writes tell its {@link Pace}. */
final class PacedContext implements ConnectionContext {
  private final ConnectionContext context;
  private final DataReader reader;
  private final DataWriter writer;

  PacedContext(ConnectionContext context, Pace pace) {
    this.context = context;
    this.reader = DataReader.create(() -> pull(context.dataReader(), pace));
    this.writer = new PacedWriter(context.dataWriter(), pace);
  }

  private static byte[] pull(DataReader from, Pace pace) {
    pace.readBegins();
    int bytes = 0;
    try {
      from.ensureAvailable();
      bytes = from.available();
    } finally {
      pace.readEnds(bytes);
    }
    return from.readBytes(bytes);
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public DataWriter dataWriter() {
    return writer;
  }

  @Override
  public ListenerContext listenerContext() {
    return context.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return context.executor();
  }

  @Override
  public Router router() {
    return context.router();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return context.proxyProtocolData();
  }

  @Override
  public HelidonSocket serverSocket() {
    return context.serverSocket();
  }

  @Override
  public PeerInfo remotePeer() {
    return context.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return context.localPeer();
  }

  @Override
  public boolean isSecure() {
    return context.isSecure();
  }

  @Override
  public String socketId() {
    return context.socketId();
  }

  @Override
  public String childSocketId() {
    return context.childSocketId();
  }

  /** Writes long answers in portions, so that a peer who takes them is seen to. */
  private record PacedWriter(DataWriter writer, Pace pace) implements DataWriter {
    @Override
    public void write(BufferData... buffers) {
      writeNow(BufferData.create(buffers));
    }

    @Override
    public void write(BufferData buffer) {
      writeNow(buffer);
    }

    @Override
    public void writeNow(BufferData... buffers) {
      writeNow(BufferData.create(buffers));
    }

    @Override
    public void writeNow(BufferData buffer) {
      while (buffer.available() > Pace.PORTION) {
        byte[] portion = new byte[Pace.PORTION];
        int n = buffer.read(portion);
        portion(BufferData.create(portion, 0, n));
      }
      portion(buffer);
    }

    private void portion(BufferData buffer) {
      pace.writeBegins();
      try {
        writer.writeNow(buffer);
      } finally {
        pace.writeEnds();
      }
    }

    @Override
    public void flush() {
      writer.flush();
    }

    @Override
    public void close() {
      writer.close();
    }
  }
}
