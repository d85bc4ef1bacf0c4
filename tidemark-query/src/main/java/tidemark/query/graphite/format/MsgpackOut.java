package tidemark.query.graphite.format;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes MessagePack (github.com/msgpack/msgpack, spec.md): maps, arrays, texts, numbers, truth and
 * nil, each in its shortest form. Whoever announces a map or array of n writes its n members next.
 * Not thread-safe.
 */
public final class MsgpackOut {
  private final DataOutputStream out;

  /** Begins a message. */
  public MsgpackOut(OutputStream out) {
    this.out = new DataOutputStream(new BufferedOutputStream(out, 8 << 10));
  }

  public MsgpackOut array(int size) throws IOException {
    return sized(size, 0x90, 16, 0xdc);
  }

  /** Keys and values follow in turn. */
  public MsgpackOut map(int size) throws IOException {
    return sized(size, 0x80, 16, 0xde);
  }

  private MsgpackOut sized(int size, int fixed, int limit, int wide) throws IOException {
    if (size < limit) {
      out.write(fixed | size);
    } else if (size < 1 << 16) {
      out.write(wide);
      out.writeShort(size);
    } else {
      out.write(wide + 1);
      out.writeInt(size);
    }
    return this;
  }

  public MsgpackOut text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= 32 && bytes.length < 256) {
      out.write(0xd9);
      out.write(bytes.length);
    } else {
      sized(bytes.length, 0xa0, 32, 0xda);
    }
    out.write(bytes);
    return this;
  }

  public MsgpackOut whole(long number) throws IOException {
    if (number >= -32 && number < 128) {
      out.write((int) number);
    } else if (number == (int) number) {
      out.write(0xd2);
      out.writeInt((int) number);
    } else {
      out.write(0xd3);
      out.writeLong(number);
    }
    return this;
  }

  /** A float; NaN is nil. */
  public MsgpackOut real(double number) throws IOException {
    if (Double.isNaN(number)) {
      out.write(0xc0);
    } else {
      out.write(0xcb);
      out.writeDouble(number);
    }
    return this;
  }

  public MsgpackOut truth(boolean truth) throws IOException {
    out.write(truth ? 0xc3 : 0xc2);
    return this;
  }

  /** Sends the rest of it. */
  public void end() throws IOException {
    out.flush();
  }
}
