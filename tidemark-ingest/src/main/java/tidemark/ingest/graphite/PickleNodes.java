package tidemark.ingest.graphite;

import java.util.Arrays;

/**
 * What a pickle makes. Instead of objects there are nodes, numbers into columns that are reused
 * from frame to frame, so points of known series allocate nothing:
 *
 * <pre>
 *   kind       number                              first, last       size
 *   TEXT       from << 32 | to, in the frame
 *   SIDE_TEXT  from << 32 | to, in the side text of {@link PickleTexts}
 *   INT        the value       FLOAT  its bits
 *   LIST                                           first, last cell  cells    a tuple or list
 *   NONE, BYTES, DICT, MARK
 * </pre>
 *
 * <p>A cell holds an item's node and the next cell. Each opcode makes at most one node, and each
 * item pushed goes into at most one cell, so a frame's length bounds all columns. Owned by one
 * thread.
 */
final class PickleNodes {
  static final byte NONE = 0;
  static final byte TEXT = 1;
  static final byte SIDE_TEXT = 2;
  static final byte BYTES = 3;
  static final byte INT = 4;
  static final byte FLOAT = 5;
  static final byte LIST = 6;
  static final byte DICT = 7;
  static final byte MARK = 8;

  private byte[] kinds = new byte[256];
  private long[] numbers = new long[256];
  private int[] firsts = new int[256];
  private int[] lasts = new int[256];
  private int[] sizes = new int[256];
  private int nodes;

  private int[] cellItems = new int[256];
  private int[] cellNexts = new int[256];
  private int cells;

  /** Forgets all nodes and keeps their memory. */
  void clear() {
    nodes = 0;
    cells = 0;
  }

  /** A node without number: NONE, DICT or MARK. */
  int plain(byte kind) {
    return node(kind, 0);
  }

  int integer(long value) {
    return node(INT, value);
  }

  int real(double value) {
    return node(FLOAT, Double.doubleToRawLongBits(value));
  }

  /** A TEXT, SIDE_TEXT or BYTES. */
  int text(byte kind, int from, int to) {
    return node(kind, ((long) from << 32) | to);
  }

  /** An empty list. */
  int list() {
    int list = node(LIST, 0);
    firsts[list] = -1;
    sizes[list] = 0;
    return list;
  }

  private int node(byte kind, long number) {
    if (nodes == kinds.length) {
      int larger = 2 * nodes;
      kinds = Arrays.copyOf(kinds, larger);
      numbers = Arrays.copyOf(numbers, larger);
      firsts = Arrays.copyOf(firsts, larger);
      lasts = Arrays.copyOf(lasts, larger);
      sizes = Arrays.copyOf(sizes, larger);
    }
    kinds[nodes] = kind;
    numbers[nodes] = number;
    return nodes++;
  }

  /** Puts an item at the end of a list. */
  void add(int list, int item) {
    if (cells == cellItems.length) {
      cellItems = Arrays.copyOf(cellItems, 2 * cells);
      cellNexts = Arrays.copyOf(cellNexts, 2 * cells);
    }
    cellItems[cells] = item;
    cellNexts[cells] = -1;
    if (firsts[list] < 0) {
      firsts[list] = cells;
    } else {
      cellNexts[lasts[list]] = cells;
    }
    lasts[list] = cells++;
    sizes[list]++;
  }

  byte kind(int node) {
    return kinds[node];
  }

  /** How many items a list has. */
  int size(int list) {
    return sizes[list];
  }

  /** The first cell of a list, -1 when it is empty. */
  int firstCell(int list) {
    return firsts[list];
  }

  /** The cell after a cell, -1 after the last. */
  int nextCell(int cell) {
    return cellNexts[cell];
  }

  int item(int cell) {
    return cellItems[cell];
  }

  /** Where a text begins. */
  int from(int text) {
    return (int) (numbers[text] >>> 32);
  }

  int to(int text) {
    return (int) numbers[text];
  }

  /** The value of an INT. */
  long integerOf(int node) {
    return numbers[node];
  }

  /** The value of a FLOAT. */
  double realOf(int node) {
    return Double.longBitsToDouble(numbers[node]);
  }
}
