package tidemark.server.opentsdb;

import java.util.HashMap;
import java.util.Map;
import tidemark.model.Tags;

/** Tags as OpenTSDB's answers hold them: in a HashMap, whose order shows. */
final class TagMaps {
  private TagMaps() {}

  static Map<String, String> of(Tags tags) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < tags.size(); i++) {
      map.put(tags.key(i), tags.value(i));
    }
    return map;
  }
}
