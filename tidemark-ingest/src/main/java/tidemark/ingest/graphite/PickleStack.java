package tidemark.ingest.graphite;

import java.util.Arrays;
import tidemark.model.InvalidInputException;

/**
 * The stack and the memo of the machine that runs a pickle. Both hold nodes; a memo's index is
 * bounded by the frame's length ({@link PickleBytes#length}). Owned by one thread.
 */
final class PickleStack {
  private final PickleNodes nodes;
  private int[] stack = new int[64];
  private int depth;
  private int[] memo = new int[64];
  private int memoized;

  PickleStack(PickleNodes nodes) {
    this.nodes = nodes;
  }

  void clear() {
    depth = 0;
    memoized = 0;
    Arrays.fill(memo, -1);
  }

  void push(int node) {
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, 2 * depth);
    }
    stack[depth++] = node;
  }

  int peek() {
    if (depth == 0) {
      throw empty();
    }
    return stack[depth - 1];
  }

  int pop() {
    int node = peek();
    depth--;
    return node;
  }

  /** Takes all above the last mark, and the mark. */
  void popToMark() {
    depth = mark();
  }

  /** Replaces the last mark and all above it by a list of what was above. */
  void listFromMark() {
    int mark = mark();
    push(moved(mark, mark + 1, nodes.list()));
  }

  /** Moves all above the last mark to the end of the list below it. */
  void appendFromMark() {
    int mark = mark();
    int top = depth;
    depth = mark;
    int list = listOnTop();
    depth = top;
    moved(mark, mark + 1, list);
  }

  /** Replaces the items on top by a list of them. */
  void listOf(int size) {
    if (depth < size) {
      throw empty();
    }
    push(moved(depth - size, depth - size, nodes.list()));
  }

  /** Moves the item on top to the end of the list below it. */
  void append() {
    int item = pop();
    nodes.add(listOnTop(), item);
  }

  /** Adds what is from {@code first} on to a list and cuts the stack at {@code bottom}. */
  private int moved(int bottom, int first, int list) {
    for (int i = first; i < depth; i++) {
      nodes.add(list, stack[i]);
    }
    depth = bottom;
    return list;
  }

  private int mark() {
    int i = depth - 1;
    while (i >= 0 && nodes.kind(stack[i]) != PickleNodes.MARK) {
      i--;
    }
    if (i < 0) {
      throw new InvalidInputException("pickle without a mark");
    }
    return i;
  }

  private int listOnTop() {
    int node = peek();
    if (nodes.kind(node) != PickleNodes.LIST) {
      throw new InvalidInputException("pickle that appends to what is no list");
    }
    return node;
  }

  /** Notes the node on top under the next index. */
  void remember() {
    remember(memoized);
  }

  /** Notes the node on top. */
  void remember(int index) {
    int node = peek();
    if (index >= memo.length) {
      int before = memo.length;
      memo = Arrays.copyOf(memo, Math.max(2 * before, index + 1));
      Arrays.fill(memo, before, memo.length, -1);
    }
    memo[index] = node;
    memoized++;
  }

  /** Pushes what was noted. */
  void recall(int index) {
    if (index >= memo.length || memo[index] < 0) {
      throw new InvalidInputException("pickle that recalls what it did not store");
    }
    push(memo[index]);
  }

  private static InvalidInputException empty() {
    return new InvalidInputException("pickle that takes from an empty stack");
  }
}
