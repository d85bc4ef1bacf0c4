package tidemark.relay.send;

import java.io.IOException;

/** Lines for the process around the relay. */
final class LocalWire extends BytesWire {
  private final SendOptions.Local local;

  LocalWire(SendOptions.Local local) {
    this.local = local;
  }

  @Override
  void write(byte[] bytes, int from, int to) throws IOException {
    local.take(bytes, from, to);
  }

  @Override
  public void close() {
    // There is no connection.
  }
}
