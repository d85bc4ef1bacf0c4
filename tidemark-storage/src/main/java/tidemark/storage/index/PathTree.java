package tidemark.storage.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;
import tidemark.model.CodePoints;
import tidemark.model.PathPattern;
import tidemark.storage.PathNode;
import tidemark.storage.index.PathNodes.Node;

/**
 * The series without tags as a tree of their components. Guarded by the index's lock.
 *
 * <p>Chosen over bitmaps per level and over an FST by measurement (design: prototype F): the cost
 * of a pattern follows the nodes it touches, and the tree answers browsing too. A node is 24 bytes
 * and its place in the parent's table 5 to 11.
 */
final class PathTree {
  private final Words words = new Words();
  private final WordNodes nodes = new WordNodes();
  private final Node root = new Node(-1, null);

  Words words() {
    return words;
  }

  Node root() {
    return root;
  }

  /** Adds a path. False, and nothing is changed, if it is there already. */
  boolean add(String path, int slot) {
    Node node = root;
    for (String component : components(path)) {
      Node child = child(node, component);
      node = child == null ? grow(node, words.acquire(component)) : child;
    }
    if (node.slot != PathNodes.NO_SLOT) {
      return false; // so the whole way was there
    }
    node.slot = slot;
    return true;
  }

  /** Adds a child, for whose word a use is counted already. */
  Node grow(Node parent, int word) {
    PathNodes children = parent.children;
    if (children == null) {
      children = new PathNodes();
      parent.children = children;
    }
    Node child = new Node(word, parent);
    children.add(child);
    nodes.add(child);
    return child;
  }

  /** Removes a path and the branches that lead nowhere without it. */
  void remove(String path) {
    Deque<Node> way = new ArrayDeque<>();
    Node node = root;
    for (String component : components(path)) {
      way.push(node);
      Node child = child(node, component);
      if (child == null) {
        return;
      }
      node = child;
    }
    node.slot = PathNodes.NO_SLOT;
    while (!way.isEmpty() && !node.isLeaf() && !node.isBranch()) {
      Node parent = way.pop();
      PathNodes siblings = parent.children;
      if (siblings != null) {
        siblings.remove(node.word);
        parent.children = siblings.isEmpty() ? null : siblings;
      }
      nodes.remove(node);
      words.release(node.word);
      node = parent;
    }
  }

  /** The slot of a path, or {@link PathNodes#NO_SLOT}. */
  int slot(String path) {
    Node node = root;
    for (String component : components(path)) {
      node = child(node, component);
      if (node == null) {
        return PathNodes.NO_SLOT;
      }
    }
    return node.slot;
  }

  private @Nullable Node child(Node node, String component) {
    int word = words.find(component);
    return word < 0 || node.children == null ? null : node.children.get(word);
  }

  private static String[] components(String path) {
    return path.split("\\.", -1);
  }

  /** The slots of the paths that match. */
  RoaringBitmap select(PathPattern pattern) {
    RoaringBitmapWriter<RoaringBitmap> slots =
        RoaringBitmapWriter.writer().doPartialRadixSort().get();
    new PathWalk(root, words, nodes)
        .walk(
            pattern,
            (node, path, depth) -> {
              if (node.isLeaf()) {
                slots.add(node.slot);
              }
            });
    return slots.get();
  }

  /** The nodes that match, by path, a leaf before the branch of the same path. */
  List<PathNode> browse(PathPattern pattern, int limit) {
    var hits = new PathHits(words, limit);
    boolean repeats = pattern.alternatives().size() > 1;
    var seen = new HashSet<Node>();
    new PathWalk(root, words, nodes)
        .walk(
            pattern,
            (node, path, depth) -> {
              if (!repeats || seen.add(node)) {
                hits.add(node, path, depth);
              }
            });
    return hits.sorted();
  }

  /**
   * A step of {@link #names}: a whole path, or everything below a branch.
   *
   * @param text the path, or the branch's path with its dot
   */
  private record Step(String text, @Nullable Node branch) {}

  /**
   * The paths that start with a prefix, in order. Only as much is sorted as the limit needs: among
   * siblings the leaf {@code w} stands for one text and the branch {@code w.} for those that start
   * so, and walking both kinds in text order gives all paths in text order.
   */
  List<String> names(String prefix, int limit) {
    int dot = prefix.lastIndexOf('.');
    Node start = root;
    for (String component : dot < 0 ? new String[0] : components(prefix.substring(0, dot))) {
      start = child(start, component);
      if (start == null) {
        return List.of();
      }
    }
    List<String> names = new ArrayList<>();
    Deque<Iterator<Step>> open = new ArrayDeque<>();
    open.push(steps(start, prefix.substring(0, dot + 1), prefix.substring(dot + 1), limit));
    while (!open.isEmpty() && names.size() < limit) {
      Iterator<Step> steps = open.element();
      if (!steps.hasNext()) {
        open.pop();
        continue;
      }
      Step step = steps.next();
      if (step.branch() == null) {
        names.add(step.text());
      } else {
        open.push(steps(step.branch(), step.text(), "", limit - names.size()));
      }
    }
    return names;
  }

  /**
   * The first steps below a node; each gives at least one path, so no more than the limit matter.
   */
  private Iterator<Step> steps(Node node, String before, String prefix, int limit) {
    var steps = new Smallest<Step>((a, b) -> CodePoints.compare(a.text(), b.text()), limit);
    PathNodes children = node.children;
    for (int i = 0; children != null && i < children.places(); i++) {
      Node child = children.at(i);
      String word = child == null ? null : words.text(child.word);
      if (child != null && word != null && word.startsWith(prefix)) {
        if (child.isLeaf()) {
          steps.offer(new Step(before + word, null));
        }
        if (child.isBranch()) {
          steps.offer(new Step(before + word + '.', child));
        }
      }
    }
    return steps.sorted().iterator();
  }
}
