package tidemark.server.opentsdb;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.Uids.Kind;

/** {@code /api/uid/rename} (contracts/opentsdb.md 9). */
final class RenameEndpoint implements Endpoint {
  private final UidTable uids;
  private final Rename rename;
  private final InstantSource clock;

  RenameEndpoint(UidTable uids, Rename rename, InstantSource clock) {
    this.uids = uids;
    this.rename = rename;
    this.clock = clock;
  }

  @Override
  public Answer answer(Call sent) {
    Call call = sent.overridden();
    call.only("GET", "POST");
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (call.is("POST")) {
      fields.putAll(JsonIn.readObject(call.body()));
    } else {
      call.parameters().forEach((name, values) -> fields.put(name, values.getFirst()));
    }
    String to = JsonIn.text(fields.get("name"));
    for (Kind kind : Kind.values()) {
      String from = JsonIn.text(fields.get(kind == Kind.METRIC ? "metric" : kind.shown()));
      if (from != null && to != null && !to.isEmpty()) {
        return rename(kind, from, to);
      }
    }
    throw new ApiException(400, "Missing necessary values to rename UID");
  }

  private Answer rename(Kind kind, String from, String to) {
    int taken = uids.find(kind, to);
    if (taken != 0) {
      byte[] id = {(byte) (taken >> 16), (byte) (taken >> 8), (byte) taken};
      return refused(
          "When trying rename(\"%s\", \"%s\") on UniqueId(g-tsdb-uid, %s, 3): new name already assigned ID=%s"
              .formatted(from, to, kind.shown(), Arrays.toString(id)));
    }
    String illegal = UidEndpoint.refusal(kind.shown(), to);
    if (illegal != null) {
      return refused(illegal);
    }
    return rename.rename(kind, from, to, clock.millis())
        ? Answer.json(new JsonOut().beginObject().name("result").value("true").endObject())
        : refused("Name(\"" + from + "\") does not exist");
  }

  private static Answer refused(String why) {
    var out = new JsonOut().beginObject().name("result").value("false").name("error").value(why);
    return Answer.json(400, out.endObject());
  }
}
