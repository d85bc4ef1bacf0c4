package tidemark.ingest.graphite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.ingest.Protocol;
import tidemark.ingest.ProtocolContext;
import tidemark.model.Sink;

/**
 * Carbon's pickle protocol (contracts/carbon.md 5): frames of a 4-byte big-endian length and a
 * pickled list of points. Nothing is ever answered. A frame longer than the limit ends the
 * connection, since what follows cannot be told apart any more; that is also what plain text at
 * this port looks like.
 */
public final class GraphitePickle implements Protocol.Stream {
  private static final Logger LOG = LoggerFactory.getLogger(GraphitePickle.class);
  private static final String NAME = "graphite-pickle";
  private static final int INITIAL = 8 << 10;

  private final GraphiteDoor door;

  public GraphitePickle(ProtocolContext context) {
    door = new GraphiteDoor(context, LOG, NAME);
  }

  @Override
  public void serve(InputStream in, OutputStream out, Sink sink) throws IOException {
    byte[] frame = new byte[INITIAL];
    boolean lost = false;
    try (var interner = door.context.series().interner(GraphiteSyntax.INSTANCE)) {
      var points =
          new PickledPoints(interner, door.context.clock(), door.context.limits(), door.refusals);
      while (true) {
        int header = in.readNBytes(frame, 0, 4);
        if (header < 4) {
          if (header > 0) {
            door.refusals.cutOff().count(frame, 0, header);
          }
          break;
        }
        long length =
            ((frame[0] & 0xffL) << 24)
                | ((frame[1] & 0xff) << 16)
                | ((frame[2] & 0xff) << 8)
                | (frame[3] & 0xff);
        if (length > door.context.limits().maxPickle()) {
          door.refusals
              .tooLong()
              .count(
                  frame, 0, 4, "a frame of " + length + " bytes: plain text at the pickle port?");
          break;
        }
        frame = read(in, frame, (int) length);
        if (frame.length == 0) {
          break;
        }
        points.frame(frame, 0, (int) length);
        lost |= !door.deliver(interner.batch(), sink);
        interner.rest();
      }
    }
    GraphiteDoor.endAfterLoss(lost);
  }

  /**
   * Reads a frame; memory grows with what really comes, not with what is announced. Empty at the
   * end.
   */
  private byte[] read(InputStream in, byte[] buffer, int length) throws IOException {
    byte[] frame = buffer;
    int got = 0;
    while (got < length) {
      if (got == frame.length) {
        frame = Arrays.copyOf(frame, 2 * got);
      }
      int n = in.read(frame, got, Math.min(length, frame.length) - got);
      if (n < 0) {
        door.refusals.cutOff().count(frame, 0, got);
        return new byte[0];
      }
      got += n;
    }
    return frame;
  }
}
