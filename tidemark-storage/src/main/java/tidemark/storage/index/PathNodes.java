package tidemark.storage.index;

import org.jspecify.annotations.Nullable;

/**
 * The children of one node of the path tree: a hash table by the number of their word, so that a
 * level with a hundred thousand hosts costs no more to enter than one with ten.
 *
 * <p>Open addressing with linear probing; removing shifts the followers back, so that there are no
 * graves. Guarded by the index's lock.
 */
final class PathNodes {
  /** A level of a path. A leaf has a slot, a branch children; it may have both. */
  static final class Node {
    final int word;

    /** Null for the root alone. */
    final @Nullable Node parent;

    int slot = NO_SLOT;
    @Nullable PathNodes children;

    Node(int word, @Nullable Node parent) {
      this.word = word;
      this.parent = parent;
    }

    boolean isLeaf() {
      return slot != NO_SLOT;
    }

    boolean isBranch() {
      return children != null;
    }
  }

  static final int NO_SLOT = -1;

  private @Nullable Node[] table = new Node[2];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** How many places {@link #at} has; not all are taken. */
  int places() {
    return table.length;
  }

  @Nullable Node at(int place) {
    return table[place];
  }

  @Nullable Node get(int word) {
    for (int i = home(word); ; i = next(i)) {
      Node node = table[i];
      if (node == null || node.word == word) {
        return node;
      }
    }
  }

  /** Adds a node whose word is not here yet. */
  void add(Node node) {
    if ((size + 1) * 4L > table.length * 3L) { // a free place ends every search
      @Nullable Node[] old = table;
      table = new Node[old.length * 2];
      for (Node moved : old) {
        if (moved != null) {
          place(moved);
        }
      }
    }
    place(node);
    size++;
  }

  private void place(Node node) {
    int i = home(node.word);
    while (table[i] != null) {
      i = next(i);
    }
    table[i] = node;
  }

  void remove(int word) {
    int hole = home(word);
    for (Node node = table[hole]; node == null || node.word != word; node = table[hole]) {
      if (node == null) {
        return;
      }
      hole = next(hole);
    }
    table[hole] = null;
    size--;
    int i = next(hole);
    for (Node node = table[i]; node != null; node = table[i]) {
      table[i] = null;
      place(node); // back to the hole, or where it was
      i = next(i);
    }
  }

  private int home(int word) {
    return (word * 0x9E3779B9) >>> (32 - Integer.numberOfTrailingZeros(table.length));
  }

  private int next(int place) {
    return (place + 1) & (table.length - 1);
  }
}
