package tidemark.server.graphite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonIn.Numeral;
import tidemark.query.opentsdb.JsonOut;

/**
 * What it means that an answer equals a recorded one: the modes of golden/graphite's compare.py.
 * Entries of carbon's {@code _tagged} directories, which only its own layout on disk has, are taken
 * out of both sides.
 */
final class Recorded {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
  private static final Pattern SCRIPT = Pattern.compile("(\\w+)\\(([\\[{].*)\\)", Pattern.DOTALL);
  private static final double RELATIVE = 1e-9;

  private final Map<String, @Nullable Object> recording;
  private final double tolerance;
  private final Set<String> masked;

  Recorded(Map<String, @Nullable Object> recording) {
    this.recording = recording;
    Object wide = recording.get("abs_tol");
    this.tolerance = wide == null ? 1e-12 : Double.parseDouble(wide.toString());
    this.masked =
        JsonIn.list(recording.get("mask")).stream()
            .map(String::valueOf)
            .collect(Collectors.toSet());
  }

  String id() {
    return text("id");
  }

  /** The part of the id before its number: {@code fn.scale}. */
  String area() {
    return id().substring(0, id().lastIndexOf('.'));
  }

  boolean last() {
    return recording.get("phase") != null;
  }

  /** Whether graphite-web crashed, so that nothing can be learnt from its answer. */
  boolean crash() {
    return text("compare").equals("error") && text("status").equals("500");
  }

  Map<String, @Nullable Object> request() {
    return recording;
  }

  /** The requests before ({@code setup}) or after ({@code teardown}) it. */
  List<Map<String, @Nullable Object>> around(String when) {
    return JsonIn.list(recording.get(when)).stream().map(JsonIn::object).toList();
  }

  String text(String key) {
    return Objects.requireNonNullElse(JsonIn.text(recording.get(key)), "");
  }

  /** Whether an answer is as good as the recorded one. */
  boolean matches(HttpResponse<byte[]> answer) {
    String mode = text("compare");
    String status = Integer.toString(answer.statusCode());
    if (mode.equals("error")) {
      return answer.statusCode() >= 400;
    }
    if (recording.get("strict") != null
        && status.equals(String.valueOf(JsonIn.object(recording.get("strict")).get("status")))
        && answer.statusCode() >= 400) {
      return true;
    }
    if (!status.equals(text("status"))) {
      return false;
    }
    String body = new String(answer.body(), UTF_8);
    return switch (mode) {
      case "error-text" -> head(body).equals(head(text("body")));
      case "status" -> true;
      case "status+type" -> sameType(answer) && sameSize(answer.body());
      case "text" -> alikeText(body, text("body")) || alikeScripts(body, text("body"));
      case "pickle" -> alikeDecoded(new Unpickled(answer.body()).read());
      case "msgpack" -> alikeDecoded(new Unpacked(answer.body()).read());
      default -> alikeJson(mode, body);
    };
  }

  private static String head(String body) {
    return body.split("; targets:", 2)[0];
  }

  private boolean sameType(HttpResponse<byte[]> answer) {
    String type = answer.headers().firstValue("content-type").orElse("");
    return type.split(";", 2)[0].equals(text("content_type").split(";", 2)[0]);
  }

  /** Of a PNG picture: its header has width and height. */
  private boolean sameSize(byte[] body) {
    if (recording.get("image") == null || body.length < 24 || body[1] != 'P') {
      return true;
    }
    ByteBuffer header = ByteBuffer.wrap(body, 16, 8);
    return alike(
        List.of(
            new Numeral(Integer.toString(header.getInt())),
            new Numeral(Integer.toString(header.getInt()))),
        recording.get("image"));
  }

  private boolean alikeDecoded(@Nullable Object got) {
    return alike(withoutTagged(got), withoutTagged(recording.get("decoded")));
  }

  private boolean alikeText(String got, String want) {
    if (!NUMBER.matcher(got).replaceAll("#").equals(NUMBER.matcher(want).replaceAll("#"))) {
      return false;
    }
    return alike(numbers(got), numbers(want));
  }

  /** JSON in a call of the same function. */
  private boolean alikeScripts(String got, String want) {
    Matcher a = SCRIPT.matcher(got);
    Matcher b = SCRIPT.matcher(want);
    if (!a.matches() || !b.matches() || !a.group(1).equals(b.group(1))) {
      return false;
    }
    return alike(
        withoutTagged(JsonIn.read(a.group(2).getBytes(UTF_8))),
        withoutTagged(JsonIn.read(b.group(2).getBytes(UTF_8))));
  }

  private static List<Numeral> numbers(String text) {
    return NUMBER.matcher(text).results().map(m -> new Numeral(m.group())).toList();
  }

  private boolean alikeJson(String mode, String body) {
    Object got;
    Object want;
    try {
      got = withoutTagged(JsonIn.read(plain(body).getBytes(UTF_8)));
      want = withoutTagged(JsonIn.read(plain(text("body")).getBytes(UTF_8)));
    } catch (InvalidInputException e) {
      return alikeText(body, text("body"));
    }
    return switch (mode) {
      case "shape-values-ignored" -> alike(withoutValues(got), withoutValues(want));
      case "shape-functions" ->
          want instanceof Map ? alike(functions(got), functions(want)) : alike(got, want);
      case "json-unordered" -> alike(sorted(got), sorted(want));
      default -> alike(got, want);
    };
  }

  /** JSON without the words that Python writes for what JSON has no number for. */
  private static String plain(String json) {
    return json.replaceAll("(?<=[:,\\[] ?)(-?)Infinity", "$11e9999")
        .replaceAll("(?<=[:,\\[] ?)NaN", "null");
  }

  private boolean alike(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Map<?, ?> m && b instanceof Map<?, ?> n) {
      Set<?> keys =
          m.keySet().stream().filter(k -> !masked.contains(k)).collect(Collectors.toSet());
      Set<?> others =
          n.keySet().stream().filter(k -> !masked.contains(k)).collect(Collectors.toSet());
      return keys.equals(others) && keys.stream().allMatch(k -> alike(m.get(k), n.get(k)));
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!alike(x.get(i), y.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof Numeral x && b instanceof Numeral y) {
      return near(Double.parseDouble(x.text()), Double.parseDouble(y.text()));
    }
    return Objects.equals(a, b);
  }

  private boolean near(double a, double b) {
    return a == b
        || Math.abs(a - b) <= Math.max(RELATIVE * Math.max(Math.abs(a), Math.abs(b)), tolerance);
  }

  private static @Nullable Object withoutTagged(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      if (value instanceof Map<?, ?> map) {
        Map<Object, @Nullable Object> copy = new HashMap<>();
        map.forEach((key, inner) -> copy.put(key, withoutTagged(inner)));
        return copy;
      }
      return value;
    }
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object element : list) {
      Object name =
          element instanceof Map<?, ?> map
              ? map.get(map.containsKey("path") ? "path" : "text")
              : element;
      if (!(name instanceof String text && text.startsWith("_tagged"))) {
        kept.add(withoutTagged(element));
      }
    }
    return kept;
  }

  /** Names, tags and times only. */
  private static List<Object> withoutValues(@Nullable Object answer) {
    List<Object> shapes = new ArrayList<>();
    for (Object series : JsonIn.list(answer)) {
      Map<String, @Nullable Object> map = JsonIn.object(series);
      shapes.add(
          List.of(
              String.valueOf(map.get("target")),
              String.valueOf(map.get("tags")),
              JsonIn.list(map.get("datapoints")).stream()
                  .map(point -> String.valueOf(JsonIn.list(point).getLast()))
                  .toList()));
    }
    return shapes;
  }

  /** Per function its name, group and the names and types of its parameters. */
  private static @Nullable Object functions(@Nullable Object answer) {
    if (!(answer instanceof Map<?, ?> map)) {
      return answer;
    }
    if (!map.containsKey("params") || !map.containsKey("name")) {
      Map<Object, @Nullable Object> shapes = new HashMap<>();
      map.forEach((key, value) -> shapes.put(key, functions(value)));
      return shapes;
    }
    List<Object> shape = new ArrayList<>();
    shape.add(String.valueOf(map.get("name")));
    shape.add(String.valueOf(map.get("group")));
    for (Object parameter : JsonIn.list(map.get("params"))) {
      Map<String, @Nullable Object> p = JsonIn.object(parameter);
      shape.add(
          p.get("name")
              + " "
              + p.get("type")
              + " "
              + p.getOrDefault("required", false)
              + " "
              + p.getOrDefault("multiple", false));
    }
    return shape;
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Recorded::sorted).map(Recorded::json).sorted().toList();
    }
    return value;
  }

  /** A value back as JSON. */
  static String json(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> new JsonOut().value(text).toString();
      case List<?> list ->
          list.stream().map(Recorded::json).collect(Collectors.joining(",", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> json(e.getKey()) + ":" + json(e.getValue()))
              .sorted()
              .collect(Collectors.joining(",", "{", "}"));
      default -> value.toString();
    };
  }
}
