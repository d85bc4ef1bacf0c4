package tidemark.server.opentsdb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tidemark.model.TimeRange;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;
import tidemark.storage.Records;

/**
 * The definitions of OpenTSDB's trees, kept as records under their number: texts, switches and
 * rules by level and order (contracts/opentsdb.md 9).
 */
final class Trees {
  /** The kind of record, which is part of the file format. */
  private static final String KIND = "tree";

  private static final List<String> TREE_TEXTS = List.of("name", "description", "notes");
  private static final List<String> TREE_FLAGS = List.of("enabled", "strictMatch", "storeFailures");
  private static final List<String> RULE_TEXTS =
      List.of(
          "type",
          "field",
          "regex",
          "separator",
          "description",
          "notes",
          "customField",
          "displayFormat");

  private final Records records;

  Trees(Records records) {
    this.records = records;
  }

  /** The place of a rule in its tree. */
  record Place(int level, int order) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return level != other.level
          ? Integer.compare(level, other.level)
          : Integer.compare(order, other.order);
    }
  }

  /**
   * A tree.
   *
   * @param fields texts and flags that were given
   * @param rules the fields of each
   */
  record Tree(
      int id,
      Map<String, @Nullable Object> fields,
      Map<Place, Map<String, @Nullable Object>> rules) {
    void writeTo(JsonOut out) {
      out.beginObject().name("name").value(text(fields, "name"));
      out.name("description").value(text(fields, "description"));
      out.name("notes").value(text(fields, "notes"));
      out.name("enabled").value(flag(fields, "enabled")).name("rules");
      if (rules.isEmpty()) {
        out.raw("null");
      } else {
        Map<Integer, List<Place>> levels = new TreeMap<>();
        rules
            .keySet()
            .forEach(p -> levels.computeIfAbsent(p.level(), l -> new ArrayList<>()).add(p));
        out.beginObject();
        levels.forEach((level, places) -> {
          out.name(level).beginObject();
          for (Place place : places) {
            writeRule(place, out.name(place.order()));
          }
          out.endObject();
        });
        out.endObject();
      }
      out.name("created").value(0).name("treeId").value(id);
      out.name("strictMatch").value(flag(fields, "strictMatch"));
      out.name("storeFailures").value(flag(fields, "storeFailures")).endObject();
    }

    void writeRule(Place place, JsonOut out) {
      Map<String, @Nullable Object> rule = Objects.requireNonNullElse(rules.get(place), Map.of());
      out.beginObject().name("type").value(text(rule, "type"));
      out.name("field").value(text(rule, "field")).name("regex").value(text(rule, "regex"));
      out.name("separator").value(text(rule, "separator"));
      out.name("description").value(text(rule, "description"));
      out.name("notes").value(text(rule, "notes")).name("level").value(place.level());
      out.name("order").value(place.order()).name("treeId").value(id);
      out.name("customField").value(text(rule, "customField"));
      out.name("regexGroupIdx").value(number(rule, "regexGroupIdx"));
      out.name("displayFormat").value(text(rule, "displayFormat")).endObject();
    }
  }

  static String text(Map<String, @Nullable Object> from, String name) {
    return Objects.requireNonNullElse(JsonIn.text(from.get(name)), "");
  }

  static boolean flag(Map<String, @Nullable Object> from, String name) {
    return JsonIn.flag(from.get(name));
  }

  /** A whole number, 0 if it is not there. */
  static int number(Map<String, @Nullable Object> from, String name) {
    String text = text(from, name);
    try {
      return text.isEmpty() ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new ApiException(400, "Unable to parse " + name + " '" + text + "'", e.getMessage());
    }
  }

  /** All of them by number. */
  List<Tree> all() {
    return records.scan(KIND, TimeRange.ALL, e -> true).stream()
        .map(Trees::read)
        .sorted((a, b) -> Integer.compare(a.id(), b.id()))
        .toList();
  }

  @Nullable Tree get(int id) {
    Records.Entry entry = records.get(KIND, Integer.toString(id));
    return entry == null ? null : read(entry);
  }

  private static Tree read(Records.Entry entry) {
    Map<String, @Nullable Object> fields =
        JsonIn.readObject(entry.json().getBytes(StandardCharsets.UTF_8));
    Map<Place, Map<String, @Nullable Object>> rules = new TreeMap<>();
    if (fields.get("rules") != null) {
      for (Object level : JsonIn.object(fields.get("rules")).values()) {
        for (Object each : JsonIn.object(level).values()) {
          Map<String, @Nullable Object> rule = JsonIn.object(each);
          rules.put(new Place(number(rule, "level"), number(rule, "order")), rule);
        }
      }
    }
    return new Tree(number(fields, "treeId"), fields, rules);
  }

  /** A tree with some fields changed, or with only them. */
  Tree changed(Tree tree, Map<String, @Nullable Object> given, boolean keep) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(keep ? tree.fields() : Map.of());
    TREE_TEXTS.forEach(name -> take(given, name, fields));
    TREE_FLAGS.forEach(name -> take(given, name, fields));
    return new Tree(tree.id(), fields, tree.rules());
  }

  /** A tree with a rule changed or added. */
  Tree withRule(Tree tree, Place place, Map<String, @Nullable Object> given, boolean keep) {
    Map<String, @Nullable Object> rule = new LinkedHashMap<>();
    Map<String, @Nullable Object> earlier = tree.rules().get(place);
    if (keep && earlier != null) {
      rule.putAll(earlier);
    }
    RULE_TEXTS.forEach(name -> take(given, name, rule));
    take(given, "regexGroupIdx", rule);
    Map<Place, Map<String, @Nullable Object>> rules = new TreeMap<>(tree.rules());
    rules.put(place, rule);
    return new Tree(tree.id(), tree.fields(), rules);
  }

  private static void take(
      Map<String, @Nullable Object> given, String name, Map<String, @Nullable Object> into) {
    if (given.get(name) != null) {
      into.put(name, given.get(name));
    }
  }

  void put(Tree tree) {
    var out = new JsonOut();
    tree.writeTo(out);
    records.put(new Records.Entry(KIND, Integer.toString(tree.id()), 0, out.toString()));
  }

  void remove(int id) {
    records.delete(KIND, List.of(Integer.toString(id)));
  }
}
