package tidemark.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import tidemark.config.Size;

/** A request body that ends in a 413 when it turns out longer than allowed. Used by one thread. */
final class LimitedInput extends FilterInputStream {
  private final Size limit;
  private long left;

  LimitedInput(InputStream in, Size limit) {
    super(in);
    this.limit = limit;
    this.left = limit.bytes();
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      take(1);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    if (n > 0) {
      take(n);
    }
    return n;
  }

  private void take(int n) {
    left -= n;
    if (left < 0) {
      throw ErrorText.tooLarge(limit);
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
