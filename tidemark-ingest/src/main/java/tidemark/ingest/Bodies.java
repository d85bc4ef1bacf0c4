package tidemark.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;

/**
 * Bodies as an {@link Exchange} gives them: unpacked and bounded. An empty body is empty whatever
 * its headers say: opentsdb-py sends {@code Content-Encoding: gzip} with a GET
 * (contracts/clients.md, finding 5).
 */
public final class Bodies {
  private Bodies() {}

  /**
   * The content of a body; reading more than {@code longest} bytes of it throws {@link
   * InvalidInputException}, so a small body cannot unpack into a large one.
   *
   * @param encoding the Content-Encoding header
   * @throws InvalidInputException for an encoding that is neither gzip nor deflate
   */
  public static InputStream decoded(InputStream raw, @Nullable String encoding, long longest)
      throws IOException {
    var in = new PushbackInputStream(raw, 1);
    int first = in.read();
    if (first < 0) {
      return InputStream.nullInputStream();
    }
    in.unread(first);
    String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
    return new Bounded(
        switch (name) {
          case "", "identity" -> in;
          case "gzip", "x-gzip" -> new GZIPInputStream(in, 8 << 10);
          case "deflate" -> new InflaterInputStream(in);
          default -> throw new InvalidInputException("Content-Encoding '" + encoding + "'");
        },
        longest);
  }

  private static final class Bounded extends FilterInputStream {
    private final long longest;
    private long left;

    Bounded(InputStream in, long longest) {
      super(in);
      this.longest = longest;
      this.left = longest;
    }

    @Override
    public int read() throws IOException {
      int c = super.read();
      took(c < 0 ? 0 : 1);
      return c;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      int n = super.read(b, off, len);
      took(Math.max(n, 0));
      return n;
    }

    private void took(int n) {
      left -= n;
      if (left < 0) {
        throw new InvalidInputException("a body longer than " + longest + " bytes");
      }
    }
  }
}
