package tidemark.storage.index;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tidemark.model.SeriesKey;
import tidemark.storage.index.PathNodes.Node;

/**
 * Puts many paths into the tree whose components come as numbers of the caller's: a component costs
 * one look into a table by a number instead of one by a text, and what a path shares with the one
 * before costs nothing. For {@link SeriesIndex#load}, under the index's lock.
 */
public final class PathLoader {
  private final SeriesIndex index;
  private final PathTree tree;
  private final Words known;
  private final IntFunction<String> texts;
  private final int[] numbers;
  private @Nullable Node[] way = new @Nullable Node[16];
  private int valid;

  PathLoader(SeriesIndex index, PathTree tree, int words, IntFunction<String> texts) {
    this.index = index;
    this.tree = tree;
    this.known = tree.words();
    this.texts = texts;
    numbers = new int[words];
    Arrays.fill(numbers, -1);
    way[0] = tree.root();
  }

  /** Passes over a path: of the next one only so many components are those of the last added. */
  public void skip(int shared) {
    valid = Math.min(valid, shared);
  }

  /**
   * Adds a path under a free slot.
   *
   * @param words its components, the first {@code depth} of the array
   * @param shared how many of them the path before had too, added or passed over
   * @throws IllegalArgumentException if the path has a slot already
   */
  public void add(int slot, SeriesKey key, int[] words, int depth, int shared) {
    skip(shared);
    if (depth >= way.length) {
      way = Arrays.copyOf(way, Math.max(depth + 1, 2 * way.length));
    }
    Node node = way[valid];
    for (int i = valid; i < depth && node != null; i++) {
      node = child(node, words[i]);
      way[i + 1] = node;
    }
    valid = depth;
    if (node == null || node.isLeaf()) {
      throw new IllegalArgumentException(key + " has a slot already");
    }
    node.slot = slot;
    index.loaded(slot, key);
  }

  private Node child(Node parent, int word) {
    int number = numbers[word];
    if (number < 0) {
      number = known.acquire(texts.apply(word));
      numbers[word] = number;
    } else {
      Node child = parent.children == null ? null : parent.children.get(number);
      if (child != null) {
        return child;
      }
      known.use(number);
    }
    return tree.grow(parent, number);
  }
}
