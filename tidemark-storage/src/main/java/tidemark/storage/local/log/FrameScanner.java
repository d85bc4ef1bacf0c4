package tidemark.storage.local.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tidemark.storage.local.codec.ByteInput;

/**
 * Finds the frames in the bytes of a file. A damaged body is stepped over by its length; after a
 * damaged head the next intact one is searched byte by byte. Not thread-safe.
 */
public final class FrameScanner {
  private final byte[] bytes;
  private final ByteBuffer view;
  private final ByteInput body = new ByteInput();
  private int at;
  private int frame;
  private int good;
  private int bad;

  /** Scans from a position, that is, after the file's own head. */
  public FrameScanner(byte[] bytes, int from) {
    this.bytes = bytes;
    this.view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.at = from;
    this.good = from;
  }

  static int intAt(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | ((bytes[at + 1] & 0xff) << 8)
        | ((bytes[at + 2] & 0xff) << 16)
        | ((bytes[at + 3] & 0xff) << 24);
  }

  /** Steps to the next intact frame; false when there is none. */
  public boolean next() {
    while (at + Frame.HEADER <= bytes.length) {
      if (intactHead(at)) {
        int length = view.getInt(at);
        boolean whole = length <= bytes.length - at - Frame.HEADER;
        if (whole && Frame.crc(bytes, at + Frame.HEADER, length) == view.getInt(at + 4)) {
          if (at > good) {
            bad++;
          }
          frame = at;
          at += Frame.HEADER + length;
          good = at;
          body.reset(bytes, frame + Frame.HEADER, length);
          return true;
        }
        at += whole ? Frame.HEADER + length : 1;
      } else {
        at++;
      }
    }
    return false;
  }

  private boolean intactHead(int from) {
    int length = view.getInt(from);
    return length >= 0
        && length <= Frame.MAX_BODY
        && view.getInt(from + 16) >>> 8 == 0
        && Frame.crc(bytes, from, 20) == view.getInt(from + 20);
  }

  public int type() {
    return view.getInt(frame + 16) & 0xff;
  }

  public long sequence() {
    return view.getLong(frame + 8);
  }

  /** The body of the frame stepped to. */
  public ByteInput body() {
    return body;
  }

  /** Where the last intact frame ends: what lies behind it is a torn tail. */
  public int goodLength() {
    return good;
  }

  /** How many damaged stretches lie between intact frames. */
  public int damaged() {
    return bad;
  }
}
