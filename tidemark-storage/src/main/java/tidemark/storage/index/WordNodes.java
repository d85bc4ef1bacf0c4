package tidemark.storage.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tidemark.storage.index.PathNodes.Node;

/**
 * The nodes of the path tree by their word, for words that few nodes have: a host is found by its
 * name without a walk through all that is above it. Of a word that many have there is no list,
 * since going through it would cost what a walk costs. Guarded by the index's lock.
 *
 * <p>Each list costs 4 bytes a node, and a word that one node has 16.
 */
final class WordNodes {
  /** The longest list. */
  static final int MOST = 2_048;

  private static final @Nullable Node[] NONE = new Node[0];

  /** Stands for a list that grew too long; it comes back when the word has gone and comes again. */
  private static final @Nullable Node[] COMMON = new Node[0];

  private @Nullable Node[][] lists = new Node[0][];
  private int[] counts = new int[0];

  void add(Node node) {
    int word = node.word;
    if (word >= lists.length) {
      int known = lists.length;
      lists = Arrays.copyOf(lists, Math.max(word + 64, known * 2));
      Arrays.fill(lists, known, lists.length, NONE);
      counts = Arrays.copyOf(counts, lists.length);
    }
    int count = counts[word]++;
    if (!isListed(word)) {
      return;
    }
    if (count == MOST) {
      lists[word] = COMMON;
      return;
    }
    if (count == lists[word].length) {
      lists[word] = Arrays.copyOf(lists[word], count + count / 2 + 1);
    }
    lists[word][count] = node;
  }

  /** Takes out a node, which must be in. */
  @SuppressWarnings("ReferenceEquality") // nodes have no other identity
  void remove(Node node) {
    int word = node.word;
    int last = --counts[word];
    if (last == 0) {
      lists[word] = NONE;
    } else if (isListed(word)) {
      @Nullable Node[] list = lists[word];
      int at = 0;
      while (list[at] != node) {
        at++;
      }
      list[at] = list[last];
      list[last] = null;
    }
  }

  /** How many nodes have a word. */
  int count(int word) {
    return counts[word];
  }

  /** Whether the nodes of a word can be had. */
  @SuppressWarnings("ReferenceEquality") // an empty array like any other, but for its meaning
  boolean isListed(int word) {
    return lists[word] != COMMON;
  }

  /** The nodes of a word, the first {@link #count} of the array; not to be changed. */
  @Nullable Node[] of(int word) {
    return lists[word];
  }
}
