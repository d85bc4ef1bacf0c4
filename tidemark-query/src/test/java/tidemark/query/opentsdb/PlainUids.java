package tidemark.query.opentsdb;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.model.SeriesKey;

/** Uids in memory, for tests of what lies above them. */
final class PlainUids implements Uids {
  private final Map<Kind, List<String>> names = new EnumMap<>(Kind.class);

  private List<String> of(Kind kind) {
    return names.computeIfAbsent(kind, k -> new ArrayList<>());
  }

  @Override
  public int find(Kind kind, String name) {
    return of(kind).indexOf(name) + 1;
  }

  @Override
  public @Nullable String name(Kind kind, int id) {
    return id < 1 || id > of(kind).size() ? null : of(kind).get(id - 1);
  }

  @Override
  public int assign(Kind kind, String name) {
    if (find(kind, name) == 0) {
      of(kind).add(name);
    }
    return find(kind, name);
  }

  @Override
  public void assign(SeriesKey key) {
    assign(Kind.METRIC, key.name());
    Map<String, String> tags = new HashMap<>();
    for (int i = 0; i < key.tags().size(); i++) {
      tags.put(key.tags().key(i), key.tags().value(i));
    }
    tags.forEach((tagk, tagv) -> {
      assign(Kind.TAGK, tagk);
      assign(Kind.TAGV, tagv);
    });
  }
}
