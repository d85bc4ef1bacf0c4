package tidemark.server.opentsdb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.Uids.Kind;

/**
 * {@code /api/uid/assign}: gives uids to names before their first point (contracts/opentsdb.md 9).
 */
final class UidEndpoint implements Endpoint {
  /** The kinds as this API names them. */
  private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("metric", Kind.METRIC);
    KINDS.put("tagk", Kind.TAGK);
    KINDS.put("tagv", Kind.TAGV);
  }

  private final UidTable uids;

  UidEndpoint(UidTable uids) {
    this.uids = uids;
  }

  @Override
  public Answer answer(Call call) {
    call.only("GET", "POST");
    Map<String, List<String>> wanted = call.is("POST") ? fromBody(call) : fromUrl(call);
    if (wanted.isEmpty()) {
      throw new ApiException(400, "Missing values to assign UIDs");
    }
    Map<String, Map<String, String>> results = new LinkedHashMap<>();
    boolean failed = false;
    for (Map.Entry<String, List<String>> kind : wanted.entrySet()) {
      Map<String, String> given = new LinkedHashMap<>();
      Map<String, String> errors = new LinkedHashMap<>();
      for (String name : kind.getValue()) {
        assign(kind.getKey(), name, given, errors);
      }
      results.put(kind.getKey(), given);
      if (!errors.isEmpty()) {
        failed = true;
        results.put(kind.getKey() + "_errors", errors);
      }
    }
    var out = new JsonOut().beginObject();
    results.forEach((kind, names) -> out.name(kind).value(names));
    return Answer.json(failed ? 400 : 200, out.endObject());
  }

  private void assign(
      String kindName, String name, Map<String, String> given, Map<String, String> errors) {
    Kind kind = Objects.requireNonNull(KINDS.get(kindName));
    String refusal = refusal(kindName, name);
    int known = uids.find(kind, name);
    if (refusal != null) {
      errors.put(name, refusal);
    } else if (known != 0) {
      errors.put(name, "Name already exists with UID: " + hex(known));
    } else {
      given.put(name, hex(uids.assign(kind, name)));
    }
  }

  private static String hex(int uid) {
    return "%06X".formatted(uid);
  }

  /** Letters and digits of any language, and {@code - _ . /}: what put allows. */
  static @Nullable String refusal(String kind, String name) {
    if (name.isEmpty()) {
      return "Invalid " + kind + ": empty string";
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c) && "-_./".indexOf(c) < 0) {
        return "Invalid %s (\"%s\"): illegal character: %s".formatted(kind, name, c);
      }
    }
    return null;
  }

  private static Map<String, List<String>> fromUrl(Call call) {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    for (String kind : KINDS.keySet()) {
      String names = call.parameter(kind);
      if (names != null && !names.isEmpty()) {
        wanted.put(kind, List.of(names.split(",", 0)));
      }
    }
    return wanted;
  }

  private static Map<String, List<String>> fromBody(Call call) {
    Map<String, @Nullable Object> body = JsonIn.readObject(call.body());
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    for (String kind : KINDS.keySet()) {
      List<String> names = new ArrayList<>();
      for (Object name : JsonIn.list(body.get(kind))) {
        names.add(Objects.requireNonNullElse(JsonIn.text(name), ""));
      }
      if (!names.isEmpty()) {
        wanted.put(kind, names);
      }
    }
    return wanted;
  }
}
