package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonIn.Numeral;

/**
 * An answer as Grafana's Go decoder takes it: a wrong JSON type, a wrong status or a token that is
 * no JSON fails the whole reply (contracts/grafana.md 1.4, 2.4).
 */
final class GrafanaReply {
  private final HttpResponse<byte[]> response;

  GrafanaReply(HttpResponse<byte[]> response) {
    this.response = response;
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  String text() {
    byte[] body = response.body();
    if (header("Content-Encoding").equals("gzip")) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
        body = in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The JSON of a good answer. */
  @Nullable Object json() {
    assertThat(status()).as(text()).isBetween(200, 299);
    return JsonIn.read(text().getBytes(StandardCharsets.UTF_8));
  }

  /** The message that the browser shows for a failed OpenTSDB request. */
  String openTsdbError() {
    assertThat(status()).as(text()).isGreaterThanOrEqualTo(400);
    Object error = object(JsonIn.read(text().getBytes(StandardCharsets.UTF_8))).get("error");
    return string(object(error).get("message"));
  }

  List<@Nullable Object> array() {
    return array(json());
  }

  List<String> strings() {
    return strings(json());
  }

  static List<@Nullable Object> array(@Nullable Object value) {
    assertThat(value).as("an array").isInstanceOf(List.class);
    return JsonIn.list(value);
  }

  static List<String> strings(@Nullable Object value) {
    List<String> strings = new ArrayList<>();
    array(value).forEach(each -> strings.add(string(each)));
    return strings;
  }

  static Map<String, @Nullable Object> object(@Nullable Object value) {
    assertThat(value).as("an object").isInstanceOf(Map.class);
    return JsonIn.object(value);
  }

  static Map<String, String> stringMap(@Nullable Object value) {
    Map<String, String> strings = new LinkedHashMap<>();
    object(value).forEach((key, each) -> strings.put(key, string(each)));
    return strings;
  }

  static String string(@Nullable Object value) {
    assertThat(value).as("a string").isInstanceOf(String.class);
    return String.valueOf(value);
  }

  static double number(@Nullable Object value) {
    assertThat(value).as("a number").isInstanceOf(Numeral.class);
    return Double.parseDouble(String.valueOf(value));
  }

  static long integer(@Nullable Object value) {
    assertThat(value).as("a number").isInstanceOf(Numeral.class);
    return Long.parseLong(String.valueOf(value));
  }

  /** One series of /api/query. */
  record Series(
      String metric,
      Map<String, String> tags,
      List<String> aggregateTags,
      List<Long> times,
      List<@Nullable Object> values,
      Map<String, @Nullable Object> all) {}

  /** An answer of /api/query with points as fields of an object. */
  List<Series> series() {
    List<Series> answer = new ArrayList<>();
    for (Object each : array()) {
      Map<String, @Nullable Object> fields = object(each);
      List<Long> times = new ArrayList<>();
      List<@Nullable Object> values = new ArrayList<>();
      object(fields.get("dps"))
          .forEach((time, value) -> {
            times.add(Long.parseLong(time));
            values.add(value);
          });
      answer.add(
          new Series(
              string(fields.get("metric")),
              stringMap(fields.get("tags")),
              strings(fields.get("aggregateTags")),
              times,
              values,
              fields));
    }
    return answer;
  }
}
