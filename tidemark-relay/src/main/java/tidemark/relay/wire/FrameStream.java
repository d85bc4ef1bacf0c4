package tidemark.relay.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of a connection with frames: each is acknowledged when its lines are kept
 * (docs/formats/frames.md). Owned by one thread.
 */
public final class FrameStream {
  private final InputStream in;
  private final OutputStream out;
  private final @Nullable FrameTaker taker;
  private byte[] lines = new byte[64 << 10];

  /**
   * A conversation.
   *
   * @param taker null: frames are refused
   */
  public FrameStream(InputStream in, OutputStream out, @Nullable FrameTaker taker) {
    this.in = in;
    this.out = out;
    this.taker = taker;
  }

  /** How much {@link #comesIn} must be able to push back, in bytes. */
  public static final int LOOK_AHEAD = Integer.BYTES;

  /**
   * Whether a greeting comes next; waits for the first byte, and for the rest of the magic if that
   * is its first one. All stay unread.
   *
   * @throws IOException if the connection breaks
   */
  public static boolean comesIn(PushbackInputStream in) throws IOException {
    byte[] ahead = new byte[LOOK_AHEAD];
    int n = in.readNBytes(ahead, 0, 1);
    if (n > 0 && ahead[0] == FrameFormat.FIRST_BYTE) {
      n += in.readNBytes(ahead, 1, LOOK_AHEAD - 1);
    }
    in.unread(ahead, 0, n);
    return n == LOOK_AHEAD && FrameFormat.isHello(ahead);
  }

  /**
   * Answers the greeting and takes frames until the peer ends the connection.
   *
   * @throws FrameException if the peer says what it must not, or frames are refused
   * @throws IOException if the connection breaks, or lines cannot be kept
   */
  public void serve() throws IOException {
    byte[] hello = new byte[FrameFormat.HELLO];
    if (!read(hello)) {
      return;
    }
    int version = FrameFormat.intAt(hello, 4);
    if (taker == null || !FrameFormat.isHello(hello) || version != FrameFormat.VERSION) {
      answer(FrameFormat.REFUSED, 0);
      throw new FrameException(
          taker == null
              ? "frames need a spool, and this relay has none (--spool)"
              : "what begins like a frame is none of version " + FrameFormat.VERSION);
    }
    long sender = FrameFormat.longAt(hello, 8);
    answer(FrameFormat.VERSION, taker.last(sender));
    byte[] header = new byte[FrameFormat.HEADER];
    while (read(header)) {
      frame(taker, sender, header);
    }
  }

  private void frame(FrameTaker to, long sender, byte[] header) throws IOException {
    int length = FrameFormat.intAt(header, 0);
    int count = FrameFormat.intAt(header, 4);
    long first = FrameFormat.longAt(header, 8);
    if (length <= 0 || length > FrameFormat.LARGEST || count <= 0 || count > length || first <= 0) {
      throw new FrameException("a frame of " + length + " bytes and " + count + " lines");
    }
    if (lines.length < length) {
      lines = new byte[length];
    }
    if (in.readNBytes(lines, 0, length) < length) {
      throw new EOFException("a frame without its end");
    }
    if (!FrameFormat.isWhole(header, lines, length) || lines[length - 1] != '\n') {
      throw new FrameException("a damaged frame");
    }
    to.take(sender, first, count, lines, length);
    answer(FrameFormat.VERSION, first + count - 1);
  }

  private void answer(int version, long last) throws IOException {
    out.write(FrameFormat.answer(version, last));
    out.flush();
  }

  /** Fills the buffer; false at the end of the connection. */
  private boolean read(byte[] to) throws IOException {
    int n = in.readNBytes(to, 0, to.length);
    if (n > 0 && n < to.length) {
      throw new EOFException("the connection ended amid a frame");
    }
    return n > 0;
  }
}
