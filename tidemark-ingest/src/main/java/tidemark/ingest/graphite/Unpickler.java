package tidemark.ingest.graphite;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tidemark.model.InvalidInputException;

/**
 * Reads Python's pickle as far as lists of points need it: protocols 0 to 5, containers, texts and
 * numbers (contracts/carbon.md 5; opcodes and arguments as in CPython's {@code
 * Lib/pickletools.py}). What would name a class or call anything is refused, as are buffers out of
 * band. Owned by one thread.
 *
 * <p>A pickle is a program for a stack machine. Instead of objects there are nodes, numbers into
 * columns that are reused from frame to frame, so points of known series allocate nothing:
 *
 * <pre>
 *   kind    number                              first, last       size
 *   TEXT    from << 32 | to, in the frame                                  bytes of the frame
 *   OTHER   from << 32 | to, in the side text                              unescaped elsewhere
 *   INT     the value           FLOAT  its bits
 *   LIST                                        first, last cell  cells    a tuple or list
 *   NONE, BYTES, DICT, MARK
 * </pre>
 *
 * <p>A cell holds an item's node and the next cell. Each opcode makes at most one node, and each
 * item pushed goes into at most one cell, so a frame's length bounds all columns.
 */
final class Unpickler {
  static final byte NONE = 0;
  static final byte TEXT = 1;
  static final byte SIDE_TEXT = 2;
  static final byte BYTES = 3;
  static final byte INT = 4;
  static final byte FLOAT = 5;
  static final byte LIST = 6;
  static final byte DICT = 7;
  private static final byte MARK = 8;

  private byte[] frame = new byte[0];
  private int at;
  private int end;

  private byte[] kinds = new byte[256];
  private long[] numbers = new long[256];
  private int[] firsts = new int[256];
  private int[] lasts = new int[256];
  private int[] sizes = new int[256];
  private int nodes;

  private int[] cellItems = new int[256];
  private int[] cellNexts = new int[256];
  private int cells;

  private int[] stack = new int[64];
  private int depth;
  private int[] memo = new int[64];
  private int memoized;
  private byte[] side = new byte[256];
  private int sideEnd;
  private final PythonFloat pythonFloat = new PythonFloat();

  /**
   * Runs a frame.
   *
   * @return the node of what it makes
   * @throws InvalidInputException if it is cut off, refused or no pickle
   */
  int read(byte[] bytes, int from, int to) {
    frame = bytes;
    at = from;
    end = to;
    nodes = 0;
    cells = 0;
    depth = 0;
    memoized = 0;
    sideEnd = 0;
    Arrays.fill(memo, -1);
    while (true) {
      int op = take();
      if (op == '.') {
        return pop();
      }
      step(op);
    }
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

  int nextCell(int cell) {
    return cellNexts[cell];
  }

  int item(int cell) {
    return cellItems[cell];
  }

  /** The bytes in which a text lies, at {@link #from} to {@link #to}. */
  byte[] textBytes(int text) {
    return kinds[text] == TEXT ? frame : side;
  }

  int from(int text) {
    return (int) (numbers[text] >>> 32);
  }

  int to(int text) {
    return (int) numbers[text];
  }

  long integer(int node) {
    return numbers[node];
  }

  double real(int node) {
    return Double.longBitsToDouble(numbers[node]);
  }

  private void step(int op) {
    switch (op) {
      case 0x80 -> skip(1); // PROTO
      case 0x95 -> skip(8); // FRAME
      case '(' -> push(node(MARK, 0));
      case ']', ')' -> push(list());
      case 'l', 't' -> collect(false);
      case 0x85 -> tuple(1);
      case 0x86 -> tuple(2);
      case 0x87 -> tuple(3);
      case 'a' -> append();
      case 'e' -> collect(true);
      case '}' -> push(node(DICT, 0));
      case 'd' -> {
        popToMark();
        push(node(DICT, 0));
      }
      case 's' -> {
        pop();
        pop();
      }
      case 'u', '1' -> popToMark();
      case '0' -> pop();
      case '2' -> push(peek());
      case 'N' -> push(node(NONE, 0));
      case 0x88 -> push(node(INT, 1));
      case 0x89 -> push(node(INT, 0));
      case 'J' -> push(node(INT, (little(4) << 32) >> 32)); // signed
      case 'K' -> push(node(INT, take()));
      case 'M' -> push(node(INT, little(2)));
      case 0x8a -> pushLong(take());
      case 0x8b -> pushLong(length(little(4)));
      case 'G' -> push(node(FLOAT, Long.reverseBytes(little(8))));
      case 'I' -> pushInt(line());
      case 'L' -> pushInt(line());
      case 'F' -> pushFloat(line());
      case 'X', 'T' -> pushText(TEXT, length(little(4)));
      case 0x8c, 'U' -> pushText(TEXT, take());
      case 0x8d -> pushText(TEXT, length(little(8)));
      case 'B' -> pushText(BYTES, length(little(4)));
      case 'C' -> pushText(BYTES, take());
      case 0x8e, 0x96 -> pushText(BYTES, length(little(8)));
      case 'S' -> pushQuoted(line());
      case 'V' -> pushUnicode(line());
      case 'p' -> remember(decimal(line()));
      case 'q' -> remember(take());
      case 'r' -> remember(length(little(4)));
      case 0x94 -> remember(memoized);
      case 'g' -> recall(decimal(line()));
      case 'h' -> recall(take());
      case 'j' -> recall(length(little(4)));
      default ->
          throw new InvalidInputException(
              String.format("pickle opcode 0x%02x at byte %d is refused", op, at - 1));
    }
  }

  // What is read from the frame.

  private int take() {
    if (at == end) {
      throw new InvalidInputException("pickle cut off");
    }
    return frame[at++] & 0xff;
  }

  private void skip(int n) {
    if (end - at < n) {
      throw new InvalidInputException("pickle cut off");
    }
    at += n;
  }

  private long little(int bytes) {
    int from = at;
    skip(bytes);
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = (value << 8) | (frame[from + i] & 0xff);
    }
    return value;
  }

  /** A length or index, which nothing beyond the frame's own length can be. */
  private int length(long value) {
    if (value < 0 || value > end) {
      throw new InvalidInputException("pickle with a length of " + value);
    }
    return (int) value;
  }

  /** Where a text argument begins; {@link #at} is behind its LF then. */
  private int line() {
    int from = at;
    int c;
    do {
      c = take();
    } while (c != '\n');
    return from;
  }

  private int lineEnd() {
    return at - 1;
  }

  private int decimal(int from) {
    long value = 0;
    for (int i = from; i < lineEnd(); i++) {
      int digit = frame[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new InvalidInputException("pickle with a bad index");
      }
      value = Math.min(10 * value + digit, Integer.MAX_VALUE);
    }
    return length(value);
  }

  // Numbers and texts.

  /** An integer in decimal, perhaps with an L behind it; 00 and 01 are False and True. */
  private void pushInt(int from) {
    int to = lineEnd();
    if (to > from && frame[to - 1] == 'L') {
      to--;
    }
    int i = from;
    boolean negative = i < to && frame[i] == '-';
    if (negative) {
      i++;
    }
    long value = 0;
    if (i == to) {
      throw new InvalidInputException("pickle with an empty integer");
    }
    if (to - i > 18) {
      pushFloat(from, to);
      return;
    }
    for (; i < to; i++) {
      int digit = frame[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new InvalidInputException("pickle with a bad integer");
      }
      value = 10 * value + digit;
    }
    push(node(INT, negative ? -value : value));
  }

  private void pushFloat(int from) {
    pushFloat(from, lineEnd());
  }

  private void pushFloat(int from, int to) {
    if (!pythonFloat.parse(frame, from, to)) {
      throw new InvalidInputException("pickle with a bad float");
    }
    push(node(FLOAT, Double.doubleToRawLongBits(pythonFloat.value())));
  }

  /** An integer of any length in two's complement, little-endian. */
  private void pushLong(int length) {
    int from = at;
    skip(length);
    if (length <= 8) {
      long value = length > 0 && frame[at - 1] < 0 ? -1 : 0;
      for (int i = at - 1; i >= from; i--) {
        value = (value << 8) | (frame[i] & 0xff);
      }
      push(node(INT, value));
      return;
    }
    byte[] big = new byte[length];
    for (int i = 0; i < length; i++) {
      big[i] = frame[at - 1 - i];
    }
    push(node(FLOAT, Double.doubleToRawLongBits(new BigInteger(big).doubleValue())));
  }

  private void pushText(byte kind, int length) {
    int from = at;
    skip(length);
    push(node(kind, ((long) from << 32) | at));
  }

  /** A Python string literal: quoted, with backslashes before what is special. */
  private void pushQuoted(int from) {
    int to = lineEnd();
    boolean quoted =
        to - from >= 2
            && (frame[from] == '\'' || frame[from] == '"')
            && frame[to - 1] == frame[from];
    if (!quoted) {
      throw new InvalidInputException("pickle with a string without quotes");
    }
    if (plain(from + 1, to - 1, false)) {
      push(node(TEXT, ((long) (from + 1) << 32) | (to - 1)));
      return;
    }
    int start = sideEnd;
    for (int i = from + 1; i < to - 1; i++) {
      if (frame[i] == '\\' && i + 2 < to) {
        i = unescape(i + 1, to - 1);
      } else {
        side(frame[i]);
      }
    }
    push(node(SIDE_TEXT, ((long) start << 32) | sideEnd));
  }

  /** Writes what an escape stands for; returns its last byte. */
  private int unescape(int i, int to) {
    switch (frame[i]) {
      case 'n' -> side('\n');
      case 't' -> side('\t');
      case 'r' -> side('\r');
      case 'x' -> {
        side(hex(i + 1, 2, to));
        return i + 2;
      }
      default -> side(frame[i]);
    }
    return i;
  }

  /** Raw-unicode-escape: bytes are code points, and u or U behind a backslash gives one in hex. */
  private void pushUnicode(int from) {
    int to = lineEnd();
    if (plain(from, to, true)) {
      push(node(TEXT, ((long) from << 32) | to));
      return;
    }
    var text = new StringBuilder();
    for (int i = from; i < to; i++) {
      int digits =
          frame[i] != '\\' || i + 1 == to
              ? 0
              : frame[i + 1] == 'u' ? 4 : frame[i + 1] == 'U' ? 8 : 0;
      if (digits == 0) {
        text.append((char) (frame[i] & 0xff));
      } else {
        int point = hex(i + 2, digits, to);
        if (!Character.isValidCodePoint(point)) {
          throw new InvalidInputException("pickle with a bad code point");
        }
        text.appendCodePoint(point);
        i += 1 + digits;
      }
    }
    int start = sideEnd;
    for (byte b : text.toString().getBytes(StandardCharsets.UTF_8)) {
      side(b);
    }
    push(node(SIDE_TEXT, ((long) start << 32) | sideEnd));
  }

  /** Whether bytes are the text itself: no escapes and, if so asked, nothing beyond ASCII. */
  private boolean plain(int from, int to, boolean ascii) {
    for (int i = from; i < to; i++) {
      if (frame[i] == '\\' || (ascii && frame[i] < 0)) {
        return false;
      }
    }
    return true;
  }

  private int hex(int from, int digits, int to) {
    if (from + digits > to) {
      throw new InvalidInputException("pickle with an escape cut off");
    }
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit(frame[i], 16);
      if (digit < 0) {
        throw new InvalidInputException("pickle with a bad escape");
      }
      value = 16 * value + digit;
    }
    return value;
  }

  private void side(int b) {
    if (sideEnd == side.length) {
      side = Arrays.copyOf(side, 2 * side.length);
    }
    side[sideEnd++] = (byte) b;
  }

  // Nodes, cells, stack and memo.

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

  private int list() {
    int list = node(LIST, 0);
    firsts[list] = -1;
    sizes[list] = 0;
    return list;
  }

  private void add(int list, int item) {
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

  private void push(int node) {
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, 2 * depth);
    }
    stack[depth++] = node;
  }

  private int peek() {
    if (depth == 0) {
      throw new InvalidInputException("pickle that takes from an empty stack");
    }
    return stack[depth - 1];
  }

  private int pop() {
    int node = peek();
    depth--;
    return node;
  }

  /** Takes all above the last mark, and the mark; returns where they were. */
  private int popToMark() {
    int i = depth - 1;
    while (i >= 0 && kinds[stack[i]] != MARK) {
      i--;
    }
    if (i < 0) {
      throw new InvalidInputException("pickle without a mark");
    }
    depth = i;
    return i + 1;
  }

  /** Puts what is above the last mark into a new list, or at the end of the one below it. */
  private void collect(boolean below) {
    int top = depth;
    int first = popToMark();
    int list = below ? asList(peek()) : list();
    for (int i = first; i < top; i++) {
      add(list, stack[i]);
    }
    if (!below) {
      push(list);
    }
  }

  private void tuple(int size) {
    if (depth < size) {
      throw new InvalidInputException("pickle that takes from an empty stack");
    }
    depth -= size;
    int list = list();
    for (int i = depth; i < depth + size; i++) {
      add(list, stack[i]);
    }
    push(list);
  }

  private void append() {
    int item = pop();
    add(asList(peek()), item);
  }

  private int asList(int node) {
    if (kinds[node] != LIST) {
      throw new InvalidInputException("pickle that appends to what is no list");
    }
    return node;
  }

  private void remember(int index) {
    int node = peek();
    if (index >= memo.length) {
      int before = memo.length;
      memo = Arrays.copyOf(memo, Math.max(2 * before, index + 1));
      Arrays.fill(memo, before, memo.length, -1);
    }
    memo[index] = node;
    memoized++;
  }

  private void recall(int index) {
    if (index >= memo.length || memo[index] < 0) {
      throw new InvalidInputException("pickle that recalls what it did not store");
    }
    push(memo[index]);
  }
}
