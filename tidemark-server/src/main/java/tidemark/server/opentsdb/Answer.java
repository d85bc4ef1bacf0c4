package tidemark.server.opentsdb;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidemark.query.opentsdb.JsonOut;

/**
 * What is sent back.
 *
 * @param body all of it, unless there is a writer
 * @param headers beside Content-Type and Content-Length
 * @param writer writes a body that may be large, once; null if {@code body} is it
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, compared by nobody
record Answer(
    int status,
    String contentType,
    byte[] body,
    Map<String, String> headers,
    @Nullable Consumer<JsonOut> writer) {
  static final String JSON = "application/json; charset=UTF-8";

  Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    this(status, contentType, body, headers, null);
  }

  /** JSON that is written while it is sent; what can fail has been done before. */
  static Answer streamed(Consumer<JsonOut> writer) {
    return new Answer(200, JSON, new byte[0], Map.of(), writer);
  }

  static Answer json(int status, JsonOut body) {
    return new Answer(status, JSON, body.toBytes(), Map.of());
  }

  static Answer json(JsonOut body) {
    return json(200, body);
  }

  static Answer text(String contentType, String body) {
    return new Answer(200, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** Nothing to say; the content type is sent all the same. */
  static Answer empty(int status) {
    return new Answer(status, JSON, new byte[0], Map.of());
  }

  Answer with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, contentType, body, all, writer);
  }

  /** The body as argument of a call, for scripts from before CORS. */
  Answer jsonp(String function) {
    byte[] inside = body;
    if (writer != null) {
      var out = new JsonOut();
      writer.accept(out);
      inside = out.toBytes();
    }
    String wrapped = function + "(" + new String(inside, StandardCharsets.UTF_8) + ")";
    return new Answer(status, contentType, wrapped.getBytes(StandardCharsets.UTF_8), headers);
  }
}
