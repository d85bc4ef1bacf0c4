package tidemark.ingest.graphite;

import tidemark.model.InvalidInputException;

/**
 * Reads Python's pickle as far as lists of points need it: protocols 0 to 5, containers, texts and
 * numbers (contracts/carbon.md 5; opcodes and arguments as in CPython's {@code
 * Lib/pickletools.py}). What would name a class or call anything is refused, as are buffers out of
 * band. Owned by one thread.
 *
 * <p>A pickle is a program for a stack machine. This class is the table of its instructions: they
 * read arguments from {@link PickleBytes}, make {@link PickleNodes} and move them on the {@link
 * PickleStack}.
 */
final class Unpickler {
  private final PickleBytes in = new PickleBytes();
  private final PickleNodes nodes = new PickleNodes();
  private final PickleStack stack = new PickleStack(nodes);
  private final PickleNumbers numbers = new PickleNumbers(nodes);
  private final PickleTexts texts = new PickleTexts(nodes);

  /**
   * Runs a frame.
   *
   * @return the node of what it makes
   * @throws InvalidInputException if it is cut off, refused or no pickle
   */
  int read(byte[] bytes, int from, int to) {
    in.start(bytes, from, to);
    nodes.clear();
    stack.clear();
    texts.clear();
    while (true) {
      int op = in.take();
      if (op == '.') {
        return stack.pop();
      }
      step(op);
    }
  }

  /** What the last frame made; valid until the next. */
  PickleNodes nodes() {
    return nodes;
  }

  /** The bytes in which a text lies, at {@link PickleNodes#from} to {@link PickleNodes#to}. */
  byte[] textBytes(int text) {
    return nodes.kind(text) == PickleNodes.TEXT ? in.array() : texts.side();
  }

  private void step(int op) {
    switch (op) {
      case 0x80 -> in.skip(1); // PROTO
      case 0x95 -> in.skip(8); // FRAME
      case '(' -> stack.push(nodes.plain(PickleNodes.MARK));
      case ']', ')' -> stack.push(nodes.list());
      case 'l', 't' -> stack.listFromMark();
      case 0x85 -> stack.listOf(1);
      case 0x86 -> stack.listOf(2);
      case 0x87 -> stack.listOf(3);
      case 'a' -> stack.append();
      case 'e' -> stack.appendFromMark();
      case '}' -> stack.push(nodes.plain(PickleNodes.DICT)); // what is in one is of no use here
      case 'd' -> {
        stack.popToMark();
        stack.push(nodes.plain(PickleNodes.DICT));
      }
      case 's' -> {
        stack.pop();
        stack.pop();
      }
      case 'u', '1' -> stack.popToMark();
      case '0' -> stack.pop();
      case '2' -> stack.push(stack.peek());
      case 'N' -> stack.push(nodes.plain(PickleNodes.NONE));
      case 0x88 -> stack.push(nodes.integer(1));
      case 0x89 -> stack.push(nodes.integer(0));
      case 'J' -> stack.push(nodes.integer((in.little(4) << 32) >> 32)); // signed
      case 'K' -> stack.push(nodes.integer(in.take()));
      case 'M' -> stack.push(nodes.integer(in.little(2)));
      case 0x8a -> pushLong(in.take());
      case 0x8b -> pushLong(in.length(4));
      case 'G' -> stack.push(nodes.real(Double.longBitsToDouble(Long.reverseBytes(in.little(8)))));
      case 'I', 'L' -> stack.push(numbers.integer(in.array(), in.line(), in.lineEnd()));
      case 'F' -> stack.push(numbers.real(in.array(), in.line(), in.lineEnd()));
      case 'X', 'T' -> pushText(PickleNodes.TEXT, in.length(4));
      case 0x8c, 'U' -> pushText(PickleNodes.TEXT, in.take());
      case 0x8d -> pushText(PickleNodes.TEXT, in.length(8));
      case 'B' -> pushText(PickleNodes.BYTES, in.length(4));
      case 'C' -> pushText(PickleNodes.BYTES, in.take());
      case 0x8e, 0x96 -> pushText(PickleNodes.BYTES, in.length(8));
      case 'S' -> stack.push(texts.quoted(in.array(), in.line(), in.lineEnd()));
      case 'V' -> stack.push(texts.unicode(in.array(), in.line(), in.lineEnd()));
      case 'p' -> stack.remember(in.index());
      case 'q' -> stack.remember(in.take());
      case 'r' -> stack.remember(in.length(4));
      case 0x94 -> stack.remember();
      case 'g' -> stack.recall(in.index());
      case 'h' -> stack.recall(in.take());
      case 'j' -> stack.recall(in.length(4));
      default ->
          throw new InvalidInputException(
              String.format("pickle opcode 0x%02x at byte %d is refused", op, in.at() - 1));
    }
  }

  private void pushLong(int length) {
    int from = in.skip(length);
    stack.push(numbers.twosComplement(in.array(), from, in.at()));
  }

  private void pushText(byte kind, int length) {
    int from = in.skip(length);
    stack.push(nodes.text(kind, from, in.at()));
  }
}
