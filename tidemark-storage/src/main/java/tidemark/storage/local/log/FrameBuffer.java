package tidemark.storage.local.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import tidemark.storage.local.codec.ByteOutput;

/**
 * Frames being put together for one append. Bodies are written and summed by their owner without
 * any lock; {@link #seal} puts in the sequence when the log gives it. Reused; not thread-safe.
 */
public final class FrameBuffer {
  private final ByteOutput out;
  private final CRC32C crc = new CRC32C();
  private ByteBuffer direct = ByteBuffer.allocateDirect(1 << 16);
  private int start;

  /** Empty, with room for some bytes. */
  public FrameBuffer(int capacity) {
    out = new ByteOutput(capacity);
  }

  public void clear() {
    out.clear();
  }

  public boolean isEmpty() {
    return out.size() == 0;
  }

  public int size() {
    return out.size();
  }

  /** Starts a frame; put its body into the result, then call {@link #end}. */
  public ByteOutput begin(int type) {
    start = out.size();
    out.reserve(Frame.HEADER);
    out.putLong(0);
    out.putLong(0);
    out.putInt(type);
    out.putInt(0);
    return out;
  }

  /** Ends the frame begun last. */
  public void end() {
    int body = start + Frame.HEADER;
    out.setInt(start, out.size() - body);
    out.setInt(start + 4, sum(body, out.size() - body));
  }

  private int sum(int from, int length) {
    crc.reset();
    crc.update(out.array(), from, length);
    return (int) crc.getValue();
  }

  /** Gives all frames one sequence and hands out their bytes, ready for one write call. */
  ByteBuffer seal(long sequence) {
    byte[] bytes = out.array();
    for (int at = 0; at < out.size(); ) {
      out.setLong(at + 8, sequence);
      out.setInt(at + 20, sum(at, 20));
      at += Frame.HEADER + FrameScanner.intAt(bytes, at);
    }
    if (direct.capacity() < out.size()) {
      direct = ByteBuffer.allocateDirect(Math.max(out.size(), 2 * direct.capacity()));
    }
    direct.clear();
    direct.put(bytes, 0, out.size()).flip();
    return direct;
  }
}
