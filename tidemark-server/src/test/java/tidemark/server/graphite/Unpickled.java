package tidemark.server.graphite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.query.opentsdb.JsonIn.Numeral;

/**
 * Reads a pickle of protocol 2 (Lib/pickletools.py) into what JSON is read into; an object of a
 * class is its state under {@code _state}, as the recordings have it.
 */
final class Unpickled {
  private static final Object MARK = new Object();

  private final ByteBuffer in;
  private final List<@Nullable Object> stack = new ArrayList<>();

  Unpickled(byte[] pickle) {
    this.in = ByteBuffer.wrap(pickle);
  }

  @Nullable Object read() {
    while (true) {
      int code = in.get() & 0xff;
      switch (code) {
        case '.' -> {
          return stack.removeLast();
        }
        case 0x80 -> in.get();
        case '(' -> stack.add(MARK);
        case ']' -> stack.add(new ArrayList<>());
        case '}' -> stack.add(new LinkedHashMap<>());
        case ')' -> {}
        case 'N' -> stack.add(null);
        case 0x88 -> stack.add(true);
        case 0x89 -> stack.add(false);
        case 'J' -> stack.add(new Numeral(Long.toString(little(4))));
        case 0x8a -> stack.add(new Numeral(Long.toString(little(in.get()))));
        case 'G' -> stack.add(new Numeral(Double.toString(in.getDouble())));
        case 'X' -> stack.add(text((int) little(4)));
        case 'c' -> {
          line();
          line();
        }
        case 0x81 -> stack.add(new LinkedHashMap<>());
        case 'b' -> state();
        case 'e' -> list(popToMark());
        case 'u' -> dict(popToMark());
        case 0x86 -> {
          Object second = stack.removeLast();
          Object first = stack.removeLast();
          List<@Nullable Object> pair = new ArrayList<>();
          pair.add(first);
          pair.add(second);
          stack.add(pair);
        }
        default -> throw new IllegalStateException("opcode " + code);
      }
    }
  }

  private long little(int bytes) {
    byte[] all = new byte[8];
    in.get(all, 0, bytes);
    long number = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return number << (64 - 8 * bytes) >> (64 - 8 * bytes);
  }

  private String text(int size) {
    byte[] bytes = new byte[size];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }

  private void line() {
    while (in.get() != '\n') {}
  }

  private List<@Nullable Object> popToMark() {
    int mark = stack.lastIndexOf(MARK);
    List<@Nullable Object> above = new ArrayList<>(stack.subList(mark + 1, stack.size()));
    stack.subList(mark, stack.size()).clear();
    return above;
  }

  @SuppressWarnings("unchecked") // the pickle says what is on the stack
  private void list(List<@Nullable Object> members) {
    ((List<@Nullable Object>) stack.getLast()).addAll(members);
  }

  @SuppressWarnings("unchecked") // the pickle says what is on the stack
  private void dict(List<@Nullable Object> members) {
    var dict = (Map<String, @Nullable Object>) stack.getLast();
    for (int i = 0; i < members.size(); i += 2) {
      dict.put(String.valueOf(members.get(i)), members.get(i + 1));
    }
  }

  @SuppressWarnings("unchecked") // the pickle says what is on the stack
  private void state() {
    Object state = stack.removeLast();
    ((Map<String, @Nullable Object>) stack.getLast()).put("_state", state);
  }
}
