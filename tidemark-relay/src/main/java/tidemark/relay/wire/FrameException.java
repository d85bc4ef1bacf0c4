package tidemark.relay.wire;

import java.io.IOException;

/** A conversation in frames cannot go on: what the peer said, or what cannot be done with it. */
public final class FrameException extends IOException {
  private static final long serialVersionUID = 1;

  FrameException(String message) {
    super(message);
  }
}
