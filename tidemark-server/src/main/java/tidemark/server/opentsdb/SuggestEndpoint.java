package tidemark.server.opentsdb;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import tidemark.model.Selector;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.Uids.Kind;
import tidemark.storage.Catalog;

/**
 * {@code /api/suggest} and {@code /suggest}: names that start with a prefix, sorted
 * (contracts/opentsdb.md 9). Names that came through another protocol's door are suggested too.
 */
final class SuggestEndpoint implements Endpoint {
  private static final int DEFAULT = 25;

  private final UidTable uids;
  private final Catalog catalog;

  SuggestEndpoint(UidTable uids, Catalog catalog) {
    this.uids = uids;
    this.catalog = catalog;
  }

  @Override
  public Answer answer(Call call) {
    call.only("GET", "POST");
    String type;
    String prefix;
    String max;
    if (call.is("POST")) {
      Map<String, @Nullable Object> body = body(call);
      type = JsonIn.text(body.get("type"));
      prefix = JsonIn.text(body.get("q"));
      max = JsonIn.text(body.get("max"));
    } else {
      type = call.required("type");
      prefix = call.parameter("q");
      max = call.parameter("max");
    }
    if (type == null || type.isEmpty()) {
      throw ApiException.missing("type");
    }
    List<String> names = names(type, Objects.requireNonNullElse(prefix, ""), limit(max));
    return Answer.json(new JsonOut().value(names));
  }

  private static Map<String, @Nullable Object> body(Call call) {
    if (call.body().length == 0) {
      throw new ApiException(
          400, "Missing message content", "Supply type, q and max in the body of the request");
    }
    return JsonIn.readObject(call.body());
  }

  private static int limit(@Nullable String max) {
    if (max == null || max.isEmpty()) {
      return DEFAULT;
    }
    try {
      int limit = Integer.parseInt(max);
      return limit < 1 ? DEFAULT : limit;
    } catch (NumberFormatException e) {
      throw new ApiException(400, "Unable to parse 'max' as a number");
    }
  }

  private List<String> names(String type, String prefix, int limit) {
    SortedSet<String> names =
        switch (type) {
          case "metrics" -> {
            SortedSet<String> metrics = uids.startingWith(Kind.METRIC, prefix);
            metrics.addAll(catalog.names(prefix, limit));
            yield metrics;
          }
          case "tagk" -> {
            SortedSet<String> keys = uids.startingWith(Kind.TAGK, prefix);
            keys.addAll(catalog.tagKeys(new Selector.All(), prefix, limit));
            yield keys;
          }
          case "tagv" -> {
            SortedSet<String> values = uids.startingWith(Kind.TAGV, prefix);
            for (String key : catalog.tagKeys(new Selector.All(), "", Integer.MAX_VALUE)) {
              values.addAll(catalog.tagValues(new Selector.All(), key, prefix, limit));
            }
            yield values;
          }
          default -> throw new ApiException(400, "Invalid 'type' parameter:" + type);
        };
    return names.stream().limit(limit).toList();
  }
}
