package tidemark.query.graphite.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a pickle of protocol 2, which every Python since 2.3 reads: the opcodes that lists,
 * dictionaries, numbers and texts need, and those of an object that is made without arguments and
 * given its state (Python: {@code Lib/pickletools.py}). Nothing is memoised. Not thread-safe.
 */
public final class PickleOut {
  private final OutputStream out;

  /** Begins a pickle. */
  public PickleOut(OutputStream out) throws IOException {
    this.out = new BufferedOutputStream(out, 8 << 10);
    this.out.write(0x80);
    this.out.write(2);
  }

  public PickleOut beginList() throws IOException {
    return code(']').code('(');
  }

  public PickleOut endList() throws IOException {
    return code('e');
  }

  /** Keys and values follow in turn. */
  public PickleOut beginDict() throws IOException {
    return code('}').code('(');
  }

  public PickleOut endDict() throws IOException {
    return code('u');
  }

  /** Makes a tuple of the last two. */
  public PickleOut pair() throws IOException {
    return code(0x86);
  }

  /** An object of a Python class; its state follows, then {@link #endObject}. */
  public PickleOut beginObject(String module, String name) throws IOException {
    out.write(('c' + module + '\n' + name + '\n').getBytes(StandardCharsets.US_ASCII));
    return code(')').code(0x81);
  }

  public PickleOut endObject() throws IOException {
    return code('b');
  }

  public PickleOut text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    code('X').little(4, bytes.length);
    out.write(bytes);
    return this;
  }

  public PickleOut whole(long number) throws IOException {
    return number == (int) number
        ? code('J').little(4, number)
        : code(0x8a).code(8).little(8, number);
  }

  /** A float; NaN is None. */
  public PickleOut real(double number) throws IOException {
    if (Double.isNaN(number)) {
      return code('N');
    }
    code('G');
    out.write(ByteBuffer.allocate(8).putDouble(number).array());
    return this;
  }

  public PickleOut truth(boolean truth) throws IOException {
    return code(truth ? 0x88 : 0x89);
  }

  /** Ends the pickle and sends the rest of it. */
  public void end() throws IOException {
    code('.');
    out.flush();
  }

  private PickleOut code(int code) throws IOException {
    out.write(code);
    return this;
  }

  private PickleOut little(int bytes, long number) throws IOException {
    byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
    out.write(all, 0, bytes);
    return this;
  }
}
