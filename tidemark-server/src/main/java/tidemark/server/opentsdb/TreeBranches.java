package tidemark.server.opentsdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.Tsuid;
import tidemark.query.opentsdb.Uids;
import tidemark.query.opentsdb.Uids.Kind;
import tidemark.server.opentsdb.Trees.Tree;
import tidemark.storage.Catalog;

/**
 * What hangs on OpenTSDB's trees: {@code /api/tree/branch}, {@code test}, {@code collisions} and
 * {@code notmatched} (contracts/opentsdb.md 9). OpenTSDB writes branches down as series come;
 * Tidemark works them out from the catalog for each request, so they are never out of date, and a
 * request takes as long as there are series. Thread-safe.
 */
final class TreeBranches {
  /** The root has no hash of its own. */
  private static final int ROOT_DIGITS = 4;

  private static final int NAME_DIGITS = 8;

  private final Catalog catalog;
  private final Uids uids;
  private final Meta meta;
  private final BiPredicate<SeriesKey, JsonOut> writeMeta;
  private final boolean processing;

  /**
   * The branches.
   *
   * @param writeMeta writes the meta data of a series, false if it has no points
   * @param processing whether enabled trees grow; tests of rules work all the same
   */
  TreeBranches(
      Catalog catalog,
      Uids uids,
      Meta meta,
      BiPredicate<SeriesKey, JsonOut> writeMeta,
      boolean processing) {
    this.catalog = catalog;
    this.uids = uids;
    this.meta = meta;
    this.writeMeta = writeMeta;
    this.processing = processing;
  }

  /** A branch with its children, or a leaf's place: names from the root on. */
  private record Leaf(List<String> path, String name, SeriesKey series, Tsuid tsuid) {}

  /** What a whole tree holds. */
  private record Crop(
      List<Leaf> leaves, Map<String, String> collisions, Map<String, String> unmatched) {}

  private Map<String, @Nullable Object> custom(Kind kind, String name) {
    Object fields = meta.fields(Meta.OF_UID, Meta.key(kind, uids.find(kind, name))).get("custom");
    return fields == null ? Map.of() : JsonIn.object(fields);
  }

  private Crop crop(Tree tree) {
    Crop crop = new Crop(new ArrayList<>(), new TreeMap<>(), new TreeMap<>());
    if (!processing || !Trees.flag(tree.fields(), "enabled")) {
      return crop;
    }
    Map<List<String>, Tsuid> taken = new LinkedHashMap<>();
    Map<Tsuid, SeriesKey> all = new TreeMap<>();
    for (SeriesKey key : catalog.find(new Selector.All(), TimeRange.ALL, Integer.MAX_VALUE)) {
      all.put(Tsuid.of(key, uids), key);
    }
    all.forEach((tsuid, key) -> {
      TreeGrowth.Grown grown = TreeGrowth.grow(tree, key, tsuid, this::custom);
      if (!grown.unmatched().isEmpty()) {
        crop.unmatched().put(tsuid.toString(), grown.unmatched());
      }
      if (grown.taken(tree)) {
        Tsuid earlier = taken.putIfAbsent(grown.names(), tsuid);
        if (earlier == null) {
          int last = grown.names().size() - 1;
          crop.leaves()
              .add(new Leaf(grown.names().subList(0, last), grown.names().get(last), key, tsuid));
        } else {
          crop.collisions().put(tsuid.toString(), earlier.toString());
        }
      }
    });
    return crop;
  }

  /**
   * A branch, its own leaves and the branches right below it.
   *
   * @param id hexadecimal: the tree's number, then a hash for each name below the root
   * @throws ApiException 404
   */
  Answer branch(@Nullable Tree tree, int number, String id) {
    List<Leaf> below = new ArrayList<>();
    int depth = (id.length() - ROOT_DIGITS) / NAME_DIGITS;
    if (tree != null) {
      for (Leaf leaf : crop(tree).leaves()) {
        if (leaf.path().size() >= depth
            && id(number, leaf.path().subList(0, depth)).equalsIgnoreCase(id)) {
          below.add(leaf);
        }
      }
    }
    if (below.isEmpty()) {
      throw new ApiException(
          404, "Unable to locate branch '%s' for tree '%d'".formatted(id, number));
    }
    List<String> path = below.getFirst().path().subList(0, depth);
    Map<String, List<String>> children = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    List<Leaf> own = new ArrayList<>();
    for (Leaf leaf : below) {
      if (leaf.path().size() == depth) {
        own.add(leaf);
      } else {
        List<String> child = leaf.path().subList(0, depth + 1);
        children.putIfAbsent(child.getLast(), child);
      }
    }
    own.sort(Comparator.comparing(Leaf::name, String.CASE_INSENSITIVE_ORDER));
    var out = new JsonOut().beginObject().name("leaves");
    leaves(own, out);
    out.name("branches");
    if (children.isEmpty()) {
      out.raw("null");
    } else {
      out.beginArray();
      for (List<String> child : children.values()) {
        out.beginObject().name("leaves").raw("null").name("branches").raw("null");
        rest(number, child, out);
      }
      out.endArray();
    }
    rest(number, path, out);
    return Answer.json(out);
  }

  private static void leaves(List<Leaf> leaves, JsonOut out) {
    if (leaves.isEmpty()) {
      out.raw("null");
      return;
    }
    out.beginArray();
    for (Leaf leaf : leaves) {
      out.beginObject().name("metric").value(leaf.series().name());
      out.name("tags").value(TagMaps.of(leaf.series().tags()));
      out.name("tsuid").value(leaf.tsuid().toString());
      out.name("displayName").value(leaf.name()).endObject();
    }
    out.endArray();
  }

  /** What stands behind the leaves and children of a branch. */
  private static void rest(int tree, List<String> path, JsonOut out) {
    out.name("path").beginObject().name(0).value("ROOT");
    for (int i = 0; i < path.size(); i++) {
      out.name(i + 1L).value(path.get(i));
    }
    out.endObject().name("displayName").value(path.isEmpty() ? "ROOT" : path.getLast());
    out.name("treeId").value(tree).name("branchId").value(id(tree, path));
    out.name("depth").value(path.size()).endObject();
  }

  private static String id(int tree, List<String> path) {
    var id = new StringBuilder("%04X".formatted(tree));
    path.forEach(name -> id.append("%08X".formatted(name.hashCode())));
    return id.toString();
  }

  /** Series that fell on another's leaf, or that a level did not match; all if none are named. */
  Answer failures(Tree tree, boolean collisions, List<String> tsuids) {
    boolean kept = Trees.flag(tree.fields(), "storeFailures");
    Crop crop = crop(tree);
    Map<String, String> found = collisions ? crop.collisions() : crop.unmatched();
    var out = new JsonOut().beginObject();
    found.forEach((tsuid, why) -> {
      if (kept && (tsuids.isEmpty() || tsuids.contains(tsuid))) {
        out.name(tsuid).value(why);
      }
    });
    return Answer.json(out.endObject());
  }

  /** What the rules would make of some series. */
  Answer test(Tree tree, List<String> tsuids) {
    if (tsuids.isEmpty()) {
      throw new InvalidInputException("Missing or empty TSUID list");
    }
    var out = new JsonOut().beginObject();
    for (String hex : tsuids) {
      out.name(hex).beginObject().name("meta");
      Tsuid tsuid = Tsuid.parse(hex);
      SeriesKey key = tsuid.key(uids);
      if (key == null || !writeMeta.test(key, out)) {
        out.raw("null").name("messages").value(List.of("Unable to locate TSUID meta data"));
        out.name("branch").raw("null").endObject();
        continue;
      }
      TreeGrowth.Grown grown = TreeGrowth.grow(tree, key, tsuid, this::custom);
      out.name("messages").value(grown.messages()).name("branch");
      chain(tree.id(), grown.names(), 0, hex, out);
      out.endObject();
    }
    return Answer.json(out.endObject());
  }

  /** The branches of one series, each in its parent, the leaf in the last. */
  private static void chain(int tree, List<String> names, int depth, String tsuid, JsonOut out) {
    boolean last = depth == names.size() - 1;
    out.beginObject().name("leaves");
    if (last) {
      out.beginArray().beginObject().name("metric").value("").name("tags").raw("null");
      out.name("tsuid").value(tsuid).name("displayName").value(names.getLast());
      out.endObject().endArray();
    } else {
      out.raw("null");
    }
    out.name("branches");
    if (depth < names.size() - 1) {
      out.beginArray();
      chain(tree, names, depth + 1, tsuid, out);
      out.endArray();
    } else {
      out.raw("null");
    }
    rest(tree, names.subList(0, depth), out);
  }

  /** The list in a parameter, or in a body as {@code tsuids}. */
  static List<String> tsuids(Map<String, @Nullable Object> fields) {
    Object given = fields.get("tsuids");
    if (given instanceof String text) {
      return text.isEmpty() ? List.of() : Arrays.asList(text.split(",", 0));
    }
    return JsonIn.list(given).stream().map(String::valueOf).toList();
  }
}
