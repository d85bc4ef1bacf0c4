package tidemark.server.graphite;

import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, gathered up to 63 KiB: one that ends before is sent with its length, in
 * one write; a longer one in chunks of that size. Until the first chunk goes an error can still
 * become the answer. Used by one thread.
 *
 * <p>Helidon's own stream does the same, with a buffer that it makes in full for every answer.
 */
final class GatheredStream extends OutputStream {
  /**
   * With status and headers, or a chunk's frame, it goes to the socket as one portion of 64 KiB.
   */
  private static final int MOST = 63 << 10;

  private final ServerResponse response;
  private byte[] gathered = new byte[2048];
  private int length;
  private @Nullable OutputStream opened;

  /** The body of an answer whose status and headers are set. */
  GatheredStream(ServerResponse response) {
    this.response = response;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    if (count > MOST - length) {
      send();
      if (count > MOST) {
        opened().write(bytes, from, count);
        return;
      }
    }
    if (length + count > gathered.length) {
      int capacity = Math.max(length + count, gathered.length * 4);
      gathered = Arrays.copyOf(gathered, Math.min(capacity, MOST));
    }
    System.arraycopy(bytes, from, gathered, length, count);
    length += count;
  }

  private OutputStream opened() {
    OutputStream stream = opened == null ? response.outputStream() : opened;
    opened = stream;
    return stream;
  }

  private void send() throws IOException {
    opened().write(gathered, 0, length);
    length = 0;
  }

  /**
   * Ends the answer. One that is not ended is cut short, and its connection closed by the server,
   * so that it cannot be taken for a whole one.
   */
  void end() throws IOException {
    if (opened == null) {
      response.send(gathered, 0, length);
    } else {
      send();
      opened.close();
    }
  }
}
