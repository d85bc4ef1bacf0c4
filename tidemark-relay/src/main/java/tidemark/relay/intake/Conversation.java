package tidemark.relay.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import tidemark.relay.wire.FrameStream;

/** What a client says on a connection: lines as they are, or frames of them. */
public final class Conversation {
  private Conversation() {}

  /**
   * Takes what comes until the peer ends.
   *
   * @param out where frames are acknowledged; lines get no answer
   * @throws IOException if the connection breaks, or frames cannot be taken
   */
  public static void serve(InputStream in, OutputStream out, LineIntake intake, int longestLine)
      throws IOException {
    PushbackInputStream from = new PushbackInputStream(in, FrameStream.LOOK_AHEAD);
    if (FrameStream.comesIn(from)) {
      new FrameStream(from, out, intake.takesFrames() ? intake : null).serve();
    } else {
      lines(from, intake, longestLine);
    }
  }

  /** Takes lines alone. */
  static void lines(InputStream in, LineIntake intake, int longestLine) throws IOException {
    LineStream lines = new LineStream(in, intake, longestLine);
    while (lines.pump()) {
      // Until the peer ends.
    }
  }
}
