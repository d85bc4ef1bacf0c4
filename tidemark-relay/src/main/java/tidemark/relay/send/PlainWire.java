package tidemark.relay.send;

import java.io.IOException;

/** Lines over TCP as they are. */
final class PlainWire extends BytesWire {
  private final ChannelOutput out;

  PlainWire(ChannelOutput out) {
    this.out = out;
  }

  @Override
  void write(byte[] bytes, int from, int to) throws IOException {
    out.write(bytes, from, to - from);
  }

  @Override
  int accepted() {
    return out.accepted();
  }

  @Override
  public boolean isEnded() {
    return out.isEnded();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
