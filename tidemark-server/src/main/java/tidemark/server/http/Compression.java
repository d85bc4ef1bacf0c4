package tidemark.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import tidemark.config.Size;

/**
 * {@code Content-Encoding: gzip} or {@code deflate} (RFC 9110 section 8.4.1), both ways; what comes
 * out of a request is bounded, so that a small body cannot unfold to a large one.
 */
final class Compression implements ContentEncoding {
  private final String name;
  private final Size maxBody;

  /** One coding, named {@code gzip} or {@code deflate}. */
  Compression(String name, Size maxBody) {
    this.name = name;
    this.maxBody = maxBody;
  }

  @Override
  public Set<String> ids() {
    return name.equals("gzip") ? Set.of("gzip", "x-gzip") : Set.of(name);
  }

  @Override
  public boolean supportsEncoding() {
    return true;
  }

  @Override
  public boolean supportsDecoding() {
    return true;
  }

  @Override
  public ContentDecoder decoder() {
    return compressed -> new LimitedInput(inflate(compressed), maxBody);
  }

  private InputStream inflate(InputStream compressed) {
    try {
      return name.equals("gzip")
          ? new GZIPInputStream(compressed, 8192)
          : new InflaterInputStream(compressed);
    } catch (IOException e) {
      throw ErrorText.badRequest("The request body is not " + name + ": " + e.getMessage(), e);
    }
  }

  @Override
  public ContentEncoder encoder() {
    return new Encoder(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String type() {
    return name;
  }

  private record Encoder(String name) implements ContentEncoder {
    @Override
    public OutputStream apply(OutputStream plain) {
      try {
        return name.equals("gzip")
            ? new GZIPOutputStream(plain, 8192)
            : new DeflaterOutputStream(plain);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void headers(WritableHeaders<?> headers) {
      headers.add(HeaderNames.CONTENT_ENCODING, name);
      headers.remove(HeaderNames.CONTENT_LENGTH);
    }
  }
}
