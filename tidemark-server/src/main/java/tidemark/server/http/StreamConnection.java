package tidemark.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.ingest.Protocol;
import tidemark.model.Sink;

/**
 * A connection that Helidon accepted and a line protocol serves.
 *
 * <p>It runs on a platform thread of its own while Helidon's virtual thread waits for it: the
 * protocol writes to the log, and a file write would hold one of the few carriers (house.md 1.1).
 */
final class StreamConnection implements ServerConnection {
  private static final Logger LOG = LoggerFactory.getLogger(StreamConnection.class);

  private final ConnectionContext context;
  private final Protocol.Stream protocol;
  private final Sink sink;

  StreamConnection(ConnectionContext context, Protocol.Stream protocol, Sink sink) {
    this.context = context;
    this.protocol = protocol;
    this.sink = sink;
  }

  @Override
  public void handle(Limit requests) throws InterruptedException {
    Thread thread = new Thread(this::serve, "telnet " + context.remotePeer().port());
    thread.start();
    thread.join();
  }

  private void serve() {
    try (InputStream in = new RawInput(context);
        OutputStream out = new RawOutput(context)) {
      protocol.serve(in, out, sink);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("connection from {} broke: {}", context.remotePeer().host(), e.getMessage());
    }
  }

  /** A telnet connection may be silent for hours; Helidon need not close it for that. */
  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  @Override
  public void close(boolean interrupt) {
    context.serverSocket().close();
  }

  /**
   * What Helidon has read already to see who speaks, then the socket itself, through a buffer that
   * starts small and grows with what the peer sends: thousands of idle connections must not cost 64
   * KiB each.
   */
  private static final class RawInput extends InputStream {
    private static final int SMALL = 16 << 10;
    private static final int LARGE = 256 << 10;

    private final ConnectionContext context;
    private final byte[] one = new byte[1];
    private BufferData buffered;
    private int size = SMALL;
    private BufferData next = BufferData.create(size);

    RawInput(ConnectionContext context) {
      this.context = context;
      this.buffered = context.dataReader().readBuffer(context.dataReader().available());
    }

    @Override
    public int read() throws IOException {
      int n = read(one, 0, 1);
      return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (buffered.consumed() && !refill()) {
        return -1;
      }
      return buffered.read(target, offset, length);
    }

    // Deprecated for removal in favour of get(), which makes an array per read: 70 bytes per point
    // instead of none.
    @SuppressWarnings("removal")
    private boolean refill() throws IOException {
      try {
        buffered = next.clear();
        int n = context.serverSocket().read(buffered);
        if (n == size && size < LARGE) {
          size *= 2;
          next = BufferData.create(size);
        }
        return n > 0;
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    @Override
    public int available() {
      return buffered.available();
    }
  }

  /** Straight to the socket: what a protocol flushes is on its way. */
  private static final class RawOutput extends OutputStream {
    private final ConnectionContext context;

    RawOutput(ConnectionContext context) {
      this.context = context;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        context.serverSocket().write(BufferData.create(bytes, offset, length));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }
}
