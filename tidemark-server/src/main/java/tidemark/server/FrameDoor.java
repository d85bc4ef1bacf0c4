package tidemark.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.ingest.Protocol;
import tidemark.model.Sink;
import tidemark.relay.wire.FrameException;
import tidemark.relay.wire.FrameStream;
import tidemark.relay.wire.FrameTaker;

/**
 * A door for lines that takes them in frames too (docs/formats/frames.md). A frame is acknowledged
 * when the sink has its points. Nothing is remembered of senders: a point that comes again replaces
 * itself.
 */
final class FrameDoor implements Protocol.Stream {
  private static final Logger LOG = LoggerFactory.getLogger(FrameDoor.class);

  private final Protocol.Stream lines;

  /** A door that reads lines, in frames or not, as this one does. */
  FrameDoor(Protocol.Stream lines) {
    this.lines = lines;
  }

  @Override
  public void serve(InputStream in, OutputStream out, Sink sink) throws IOException {
    PushbackInputStream from = new PushbackInputStream(in, FrameStream.LOOK_AHEAD);
    if (!FrameStream.comesIn(from)) {
      lines.serve(from, out, sink);
      return;
    }
    try {
      new FrameStream(from, out, new Taker(sink)).serve();
    } catch (FrameException e) {
      LOG.warn("a sender of frames is closed: {}", e.getMessage());
      throw e;
    }
  }

  private final class Taker implements FrameTaker {
    private final Sink sink;

    Taker(Sink sink) {
      this.sink = sink;
    }

    @Override
    public long last(long sender) {
      return 0;
    }

    @Override
    public void take(long sender, long first, int count, byte[] bytes, int length)
        throws IOException {
      lines.serve(
          new ByteArrayInputStream(bytes, 0, length), OutputStream.nullOutputStream(), sink);
    }
  }
}
