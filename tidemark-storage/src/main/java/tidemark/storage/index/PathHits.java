package tidemark.storage.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tidemark.model.CodePoints;
import tidemark.storage.PathNode;
import tidemark.storage.index.PathNodes.Node;

/**
 * Nodes that a walk has found, the first so many by path. They are compared word by word, of which
 * equal ones are the same number, and only those that remain get a text. Used by one thread, under
 * the index's lock.
 */
final class PathHits {
  /** A node and the numbers of the words on the way to it. */
  @SuppressWarnings("ArrayRecordComponent") // compared by a comparator of its own
  private record Hit(Node node, int[] words) {}

  private final Words words;
  private final int limit;
  private final Smallest<Hit> hits;

  PathHits(Words words, int limit) {
    this.words = words;
    this.limit = limit;
    this.hits = new Smallest<>(this::compare, limit);
  }

  /** Takes a node that is not in yet; of the numbers {@code depth} count. */
  void add(Node node, int[] path, int depth) {
    hits.offer(new Hit(node, Arrays.copyOf(path, depth)));
  }

  /** As their texts compare by code point, in which a dot stands between the words. */
  private int compare(Hit a, Hit b) {
    int shared = Math.min(a.words.length, b.words.length);
    for (int i = 0; i < shared; i++) {
      if (a.words[i] != b.words[i]) {
        return compare(
            words.text(a.words[i]),
            i + 1 < a.words.length,
            words.text(b.words[i]),
            i + 1 < b.words.length);
      }
    }
    return a.words.length - b.words.length;
  }

  /** Two different words, each with a dot after it or at the end of its path. */
  private static int compare(String a, boolean aGoesOn, String b, boolean bGoesOn) {
    if (aGoesOn && a.length() < b.length() && b.startsWith(a)) {
      return '.' - b.charAt(a.length());
    }
    if (bGoesOn && b.length() < a.length() && a.startsWith(b)) {
      return a.charAt(b.length()) - '.';
    }
    return CodePoints.compare(a, b);
  }

  /** By path, a leaf before the branch of the same path. */
  List<PathNode> sorted() {
    List<PathNode> nodes = new ArrayList<>();
    var text = new StringBuilder();
    for (Hit hit : hits.sorted()) {
      text.setLength(0);
      for (int word : hit.words) {
        text.append(words.text(word)).append('.');
      }
      text.setLength(text.length() - 1);
      String path = text.toString();
      if (hit.node.isLeaf() && nodes.size() < limit) {
        nodes.add(new PathNode(path, true));
      }
      if (hit.node.isBranch() && nodes.size() < limit) {
        nodes.add(new PathNode(path, false));
      }
    }
    return nodes;
  }
}
