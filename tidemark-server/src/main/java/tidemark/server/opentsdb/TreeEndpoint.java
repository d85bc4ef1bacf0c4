package tidemark.server.opentsdb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.JsonOut;

/**
 * {@code /api/tree} and what is below it (contracts/opentsdb.md 9): definitions of trees and their
 * rules; what grows from them is said by {@link TreeBranches}.
 */
final class TreeEndpoint implements Endpoint {
  private static final int LARGEST = 65_535;

  /** The names of fields in a query string, where they differ. */
  private static final Map<String, String> NAMES =
      Map.of(
          "treeid", "treeId",
          "strict_match", "strictMatch",
          "store_failures", "storeFailures",
          "custom_field", "customField",
          "regex_group_idx", "regexGroupIdx",
          "display_format", "displayFormat");

  private static final Pattern BRANCH = Pattern.compile("\\p{XDigit}{4}(\\p{XDigit}{8})*");

  private final Trees trees;
  private final TreeBranches branches;

  TreeEndpoint(Trees trees, TreeBranches branches) {
    this.trees = trees;
    this.branches = branches;
  }

  @Override
  public Answer answer(Call sent) {
    Call call = sent.overridden();
    try {
      return switch (call.path().substring("/api/tree".length())) {
        case "" -> tree(call);
        case "/rule" -> rule(call);
        case "/rules" -> rules(call);
        case "/branch" -> branch(call);
        case "/collisions", "/notmatched", "/test" -> results(call);
        default -> throw new ApiException(404, "This endpoint is not supported");
      };
    } catch (InvalidInputException e) {
      throw Dispatcher.twice(e);
    }
  }

  private static Map<String, @Nullable Object> fields(Call call) {
    if (call.body().length > 0) {
      return JsonIn.readObject(call.body());
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    call.parameters()
        .forEach((name, values) -> fields.put(NAMES.getOrDefault(name, name), values.getFirst()));
    return fields;
  }

  private Trees.Tree existing(Map<String, @Nullable Object> fields) {
    int id = Trees.number(fields, "treeId");
    if (fields.get("treeId") == null) {
      throw ApiException.missing("treeid");
    }
    if (id < 1 || id > LARGEST) {
      throw new ApiException(400, "Tree ID must be from 1 to " + LARGEST);
    }
    Trees.Tree found = trees.get(id);
    if (found == null) {
      throw new ApiException(404, "Unable to locate tree: " + id);
    }
    return found;
  }

  private static Answer json(Trees.Tree tree) {
    var out = new JsonOut();
    tree.writeTo(out);
    return Answer.json(out);
  }

  private Answer tree(Call call) {
    call.only("GET", "POST", "PUT", "DELETE");
    Map<String, @Nullable Object> fields = fields(call);
    boolean numbered = fields.get("treeId") != null;
    if (call.is("DELETE")) {
      Trees.Tree tree = existing(fields);
      if (JsonIn.flag(fields.get("definition"))) {
        trees.remove(tree.id());
      }
      return Answer.empty(204);
    }
    if (!call.is("GET")) {
      return json(store(fields, numbered, call.is("POST")));
    }
    if (numbered) {
      return json(existing(fields));
    }
    var out = new JsonOut().beginArray();
    trees.all().forEach(tree -> tree.writeTo(out));
    return Answer.json(out.endArray());
  }

  /** Changes a tree, or makes one with the next number. */
  private synchronized Trees.Tree store(
      Map<String, @Nullable Object> fields, boolean numbered, boolean keep) {
    List<Trees.Tree> all = trees.all();
    int next = all.isEmpty() ? 1 : all.getLast().id() + 1;
    if (!numbered && Trees.text(fields, "name").isEmpty()) {
      throw new InvalidInputException("Tree was missing the name");
    }
    Trees.Tree before =
        numbered ? existing(fields) : new Trees.Tree(next, Map.of(), new TreeMap<>());
    Trees.Tree after = trees.changed(before, fields, keep);
    trees.put(after);
    return after;
  }

  private static Trees.Place place(Map<String, @Nullable Object> fields) {
    if (fields.get("level") == null) {
      throw ApiException.missing("level");
    }
    if (fields.get("order") == null) {
      throw ApiException.missing("order");
    }
    return new Trees.Place(Trees.number(fields, "level"), Trees.number(fields, "order"));
  }

  private synchronized Answer rule(Call call) {
    call.only("GET", "POST", "PUT", "DELETE");
    Map<String, @Nullable Object> fields = fields(call);
    Trees.Tree tree = existing(fields);
    Trees.Place place = place(fields);
    if (call.is("POST") || call.is("PUT")) {
      tree = trees.withRule(tree, place, fields, call.is("POST"));
      trees.put(tree);
    } else if (!tree.rules().containsKey(place)) {
      throw new ApiException(
          404,
          "Unable to locate rule: [%d:%d:%d]".formatted(tree.id(), place.level(), place.order()));
    } else if (call.is("DELETE")) {
      tree.rules().remove(place);
      trees.put(tree);
      return Answer.empty(204);
    }
    var out = new JsonOut();
    tree.writeRule(place, out);
    return Answer.json(out);
  }

  /** Several rules at once: POST and PUT of a list, or DELETE of all. */
  private synchronized Answer rules(Call call) {
    call.only("POST", "PUT", "DELETE");
    if (call.is("DELETE")) {
      Trees.Tree tree = existing(fields(call));
      tree.rules().clear();
      trees.put(tree);
      return Answer.empty(204);
    }
    for (Object each : JsonIn.list(JsonIn.read(call.body()))) {
      Map<String, @Nullable Object> fields = JsonIn.object(each);
      trees.put(trees.withRule(existing(fields), place(fields), fields, call.is("POST")));
    }
    return Answer.empty(204);
  }

  private Answer branch(Call call) {
    call.only("GET");
    String branch = call.parameter("branch");
    if (branch == null || branch.isEmpty()) {
      Trees.Tree tree = existing(fields(call));
      return branches.branch(tree, tree.id(), "%04X".formatted(tree.id()));
    }
    if (!BRANCH.matcher(branch).matches()) {
      throw new InvalidInputException("Branch ID was too short or no hexadecimal: " + branch);
    }
    int id = Integer.parseInt(branch.substring(0, 4), 16);
    return branches.branch(trees.get(id), id, branch);
  }

  private Answer results(Call call) {
    call.only("GET", "POST", "PUT");
    Map<String, @Nullable Object> fields = fields(call);
    Trees.Tree tree = existing(fields);
    List<String> tsuids = TreeBranches.tsuids(fields);
    return call.path().endsWith("/test")
        ? branches.test(tree, tsuids)
        : branches.failures(tree, call.path().endsWith("/collisions"), tsuids);
  }
}
