package tidemark.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request without a server. */
public final class TestExchange implements Exchange {
  private final String method;
  private final Map<String, String> query = new HashMap<>();
  private final byte[] body;
  private final @Nullable String encoding;

  /** How many bytes of the body come at once, at most. */
  public int piece = Integer.MAX_VALUE;

  public int status;
  public String answer = "";

  /**
   * A request.
   *
   * @param pathAndQuery such as {@code /api/put?details}
   */
  public TestExchange(String method, String pathAndQuery, byte[] body, @Nullable String encoding) {
    this.method = method;
    this.body = body;
    this.encoding = encoding;
    int mark = pathAndQuery.indexOf('?');
    if (mark >= 0) {
      for (String pair : pathAndQuery.substring(mark + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(
            equals < 0 ? pair : pair.substring(0, equals),
            equals < 0 ? "" : pair.substring(equals + 1));
      }
    }
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public @Nullable String query(String name) {
    return query.get(name);
  }

  @Override
  public InputStream body() throws IOException {
    return Bodies.decoded(new Pieces(body, piece), encoding, Limits.DEFAULT.maxBody());
  }

  @Override
  public void respond(int status, String contentType, byte[] body) {
    this.status = status;
    this.answer = new String(body, StandardCharsets.UTF_8);
  }
}
