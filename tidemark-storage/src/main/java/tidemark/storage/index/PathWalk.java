package tidemark.storage.index;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.model.PathPattern;
import tidemark.storage.index.PathNodes.Node;

/**
 * One walk over the path tree along a pattern, which visits each node at most once for each of the
 * pattern's alternatives. Used by one thread, under the index's lock.
 *
 * <p>The components of a pattern are the states of a small automaton, of which any number can be
 * active (because of {@code **}): bit i says that component i may come next, bit n that the path
 * may end here. Whether a component accepts a word is worked out once per word, not once per node:
 * that is what makes a glob over fifty thousand hosts cheap.
 *
 * <p>A walk that would go through all children of some level looks first whether a component
 * further down has few nodes ({@link WordNodes}): it then begins at these, follows their parents up
 * to see that the way to them matches, and goes on below.
 */
final class PathWalk {
  /** What is done with a node that matches. */
  interface Found {
    /**
     * A node matches.
     *
     * @param words the numbers of the words on the way to it, of which {@code depth} count
     */
    void node(Node node, int[] words, int depth);
  }

  /** More components than that are not worth an automaton: all paths are tried one by one. */
  private static final int MOST_LEVELS = 62;

  /**
   * Words tried before the walk begins, found by their prefix or by what is in them. So many are
   * tried in a tenth of a millisecond, and looking them up in each node is then cheaper than going
   * through the children of wide nodes.
   */
  private static final int FEW = 2_000;

  /** Nodes that a walk begins at: so many are climbed from in less than half a millisecond. */
  private static final int MOST_STARTS = 4_096;

  private static final byte UNKNOWN = 0;
  private static final byte YES = 1;
  private static final byte NO = 2;

  private final Node root;
  private final Words words;
  private final WordNodes nodes;

  // The open nodes from the root down, with the states active below each and the place of the next
  // child.
  private @Nullable Node[] open = new Node[16];
  private long[] states = new long[16];
  private int[] places = new int[16];
  private int[] path = new int[16];

  PathWalk(Node root, Words words, WordNodes nodes) {
    this.root = root;
    this.words = words;
    this.nodes = nodes;
  }

  void walk(PathPattern pattern, Found found) {
    for (List<PathPattern.Component> components : pattern.alternatives()) {
      if (components.size() <= MOST_LEVELS) {
        walk(levels(components), found);
      } else {
        walk(
            levels(PathPattern.parse("**").alternatives().getFirst()),
            (node, way, depth) -> {
              if (pattern.matches(text(way, depth))) {
                found.node(node, way, depth);
              }
            });
      }
    }
  }

  private String text(int[] way, int depth) {
    return String.join(".", Arrays.stream(way, 0, depth).mapToObj(words::text).toList());
  }

  /** A component made ready for the words of today. */
  private final class Level {
    final PathPattern.Component component;
    final boolean anyDepth;
    final boolean anyWord;

    /** The words that match, when they are few; null when each is to be tried as it comes. */
    final int @Nullable [] few;

    byte[] verdicts = new byte[0];

    Level(PathPattern.Component component) {
      this.component = component;
      this.anyDepth = component.anyDepth();
      this.anyWord = anyDepth || component.toString().equals("*");
      this.few = anyWord ? null : words.matching(component, FEW);
    }

    boolean accepts(int candidate) {
      if (anyWord) {
        return true;
      }
      if (few != null && few.length < 2) {
        return few.length == 1 && few[0] == candidate;
      }
      if (verdicts.length == 0) {
        verdicts = new byte[words.bound()];
      }
      byte verdict = verdicts[candidate];
      if (verdict == UNKNOWN) {
        verdict = component.matches(words.text(candidate)) ? YES : NO;
        verdicts[candidate] = verdict;
      }
      return verdict == YES;
    }
  }

  private Level[] levels(List<PathPattern.Component> components) {
    return components.stream().map(Level::new).toArray(Level[]::new);
  }

  private void walk(Level[] levels, Found found) {
    long[] entered = entered(levels);
    int start = start(levels);
    int[] few = start < 0 ? null : levels[start].few;
    if (few == null) {
      enter(0, root, entered[0]);
      descend(0, levels, entered, found);
      return;
    }
    for (int word : few) {
      for (int i = 0, count = nodes.count(word); i < count; i++) {
        Node node = nodes.of(word)[i];
        if (node != null) {
          climb(node, start, levels, entered, found);
        }
      }
    }
  }

  /** The component below one of any word that has the fewest nodes; -1 for a walk from the root. */
  private int start(Level[] levels) {
    int start = -1;
    int fewest = MOST_STARTS;
    boolean wide = false;
    for (int i = 0; i < levels.length; i++) {
      int count = wide ? nodes(levels[i]) : Integer.MAX_VALUE;
      if (count < fewest) {
        fewest = count;
        start = i;
      }
      wide |= levels[i].few == null;
    }
    return start;
  }

  /** How many nodes have a word that a component means, if they are known to be few. */
  private int nodes(Level level) {
    int[] few = level.few;
    int count = 0;
    for (int i = 0; few != null && i < few.length && count < MOST_STARTS; i++) {
      count += nodes.isListed(few[i]) ? nodes.count(few[i]) : MOST_STARTS;
    }
    return few == null ? Integer.MAX_VALUE : count;
  }

  /** Finds what matches at and below a node that has a word of component {@code start}. */
  private void climb(Node node, int start, Level[] levels, long[] entered, Found found) {
    int depth = way(node);
    long end = 1L << levels.length;
    long active = entered[0];
    for (int i = 0; i < depth; i++) {
      boolean meant = (active & 1L << start) != 0;
      boolean last = i == depth - 1;
      if (last ? !meant : meant && levels[start].accepts(path[i])) {
        return; // a node above, from which this one is found too, or none of the component
      }
      active = after(last ? active : active & ~end, path[i], levels, entered, end);
    }
    if ((active & end) != 0) {
      found.node(node, path, depth);
    }
    if ((active & ~end) != 0 && node.isBranch()) {
      enter(depth, node, active & ~end);
      descend(depth, levels, entered, found);
    }
  }

  /** Writes down the words from the root to a node. */
  private int way(Node node) {
    int depth = 0;
    for (Node above = node; above.parent != null; above = above.parent) {
      depth++;
    }
    reserve(depth);
    int i = depth;
    for (Node above = node; above.parent != null; above = above.parent) {
      path[--i] = above.word;
    }
    return depth;
  }

  /** Finds what matches below an open node. */
  private void descend(int from, Level[] levels, long[] entered, Found found) {
    long end = 1L << levels.length;
    int depth = from;
    while (depth >= from) {
      Node child = next(depth, levels);
      if (child == null) {
        depth--;
        continue;
      }
      long after = after(states[depth], child.word, levels, entered, end);
      path[depth] = child.word;
      if ((after & end) != 0) {
        found.node(child, path, depth + 1);
      }
      if ((after & ~end) != 0 && child.isBranch()) {
        enter(++depth, child, after & ~end);
      }
    }
  }

  /** For each component the states that are active when it may come next. */
  private static long[] entered(Level[] levels) {
    long[] entered = new long[levels.length + 1];
    entered[levels.length] = 1L << levels.length;
    for (int i = levels.length - 1; i >= 0; i--) {
      // As the last component ** needs something below; elsewhere it may stand for nothing.
      boolean mayBeNothing = levels[i].anyDepth && i < levels.length - 1;
      entered[i] = 1L << i | (mayBeNothing ? entered[i + 1] : 0);
    }
    return entered;
  }

  private static long after(long active, int word, Level[] levels, long[] entered, long end) {
    long after = 0;
    for (long rest = active; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      if (levels[i].anyDepth) {
        after |= entered[i] | (i == levels.length - 1 ? end : 0);
      } else if (levels[i].accepts(word)) {
        after |= entered[i + 1];
      }
    }
    return after;
  }

  private void enter(int depth, Node node, long active) {
    reserve(depth);
    open[depth] = node;
    states[depth] = active;
    places[depth] = 0;
  }

  private void reserve(int depth) {
    if (depth >= open.length) {
      int capacity = Math.max(depth + 1, open.length * 2);
      open = Arrays.copyOf(open, capacity);
      states = Arrays.copyOf(states, capacity);
      places = Arrays.copyOf(places, capacity);
      path = Arrays.copyOf(path, capacity);
    }
  }

  /** The next child to look at below the open node of a depth. */
  private @Nullable Node next(int depth, Level[] levels) {
    Node node = open[depth];
    PathNodes children = node == null ? null : node.children;
    if (children == null) {
      return null;
    }
    int[] few = Long.bitCount(states[depth]) == 1 ? levels[lowest(states[depth])].few : null;
    if (few != null && few.length < children.places()) {
      while (places[depth] < few.length) {
        Node child = children.get(few[places[depth]++]);
        if (child != null) {
          return child;
        }
      }
      return null;
    }
    while (places[depth] < children.places()) {
      Node child = children.at(places[depth]++);
      if (child != null) {
        return child;
      }
    }
    return null;
  }

  private static int lowest(long states) {
    return Long.numberOfTrailingZeros(states);
  }
}
