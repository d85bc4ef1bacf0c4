package tidemark.relay.send;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/** Lines through a compressor, TLS or both; which of them have arrived is not known. */
final class StreamWire extends BytesWire {
  private final OutputStream out;
  private final BooleanSupplier ended;

  StreamWire(OutputStream out, BooleanSupplier ended) {
    this.out = out;
    this.ended = ended;
  }

  @Override
  void write(byte[] bytes, int from, int to) throws IOException {
    out.write(bytes, from, to - from);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public boolean isEnded() {
    return ended.getAsBoolean();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
