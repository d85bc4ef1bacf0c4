package tidemark.ingest.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A connection's input. It ends when the peer's does or, once the server stops, when nothing more
 * is waiting to be read: what a peer has sent is not lost by a restart. To notice a stop, a blocked
 * read wakes up once a second; a socket that is shut down for reading by another thread would end
 * at once and drop what is in its buffer.
 */
final class DrainingInput extends InputStream {
  private static final int WAKE_MILLIS = 1000;
  private static final int LAST_WAIT_MILLIS = 20;
  private static final long LONGEST_DRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1000);

  private final Socket socket;
  private final InputStream in;
  private final BooleanSupplier stopping;
  private boolean draining;
  private long drainUntil;

  DrainingInput(Socket socket, BooleanSupplier stopping) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.stopping = stopping;
    socket.setSoTimeout(WAKE_MILLIS);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    while (true) {
      if (!draining && stopping.getAsBoolean()) {
        drain();
      }
      if (draining && System.nanoTime() - drainUntil >= 0) {
        return -1;
      }
      try {
        return in.read(b, off, len);
      } catch (SocketTimeoutException e) {
        if (draining) {
          return -1;
        }
      }
    }
  }

  private void drain() throws SocketException {
    draining = true;
    drainUntil = System.nanoTime() + LONGEST_DRAIN_NANOS;
    socket.setSoTimeout(LAST_WAIT_MILLIS);
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }
}
