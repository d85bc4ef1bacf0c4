package tidemark.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidemark.testing.Golden;

/**
 * What a real client sent, as golden/clients holds it: the capturer's own lines begin with {@code
 * ---}, the bytes follow as text or as a hex dump, and of a long capture only the beginning is
 * there.
 */
record ClientCapture(String name, List<Event> events) {
  private static final Pattern EVENT =
      Pattern.compile("--- \\[[\\d.]+s] (conn#\\d+|datagram from|capture) (.*)");
  private static final Pattern SIZE = Pattern.compile("(\\d+) bytes");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{6}  [0-9a-f]{2} .*");
  private static final String NO_LF = "<no newline at end>";

  /** What happened, in the order in which it did. */
  enum Kind {
    OPEN,
    DATA,
    DATAGRAM,
    /** The capturer answered an HTTP request here. */
    REPLY,
    END
  }

  /**
   * One event.
   *
   * @param connection which of the client's connections, such as {@code conn#1}
   * @param bytes what was sent, empty for what is no data
   */
  record Event(Kind kind, String connection, byte[] bytes) {}

  static ClientCapture read(Golden golden, String name) {
    String text =
        new String(golden.bytes("golden/clients/" + name + ".txt"), StandardCharsets.ISO_8859_1);
    List<Event> events = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      Matcher event = EVENT.matcher(lines[i]);
      if (event.matches()) {
        int next = i + 1;
        while (next < lines.length && !lines[next].startsWith("--- [")) {
          next++;
        }
        List<String> content = List.of(lines).subList(i + 1, next);
        event(event.group(1), event.group(2), content, events);
      }
    }
    return new ClientCapture(name, events);
  }

  private static void event(String who, String what, List<String> content, List<Event> events) {
    if (what.equals("open ")) {
      events.add(new Event(Kind.OPEN, who, new byte[0]));
    } else if (what.startsWith("data ")) {
      events.add(new Event(Kind.DATA, who, bytes(what, content)));
    } else if (who.equals("datagram from")) {
      events.add(new Event(Kind.DATAGRAM, who, bytes(what, content)));
    } else if (what.startsWith("REPLY: \"HTTP")) {
      events.add(new Event(Kind.REPLY, who, new byte[0]));
    } else if (what.startsWith("FIN") || what.startsWith("error")) {
      events.add(new Event(Kind.END, who, new byte[0]));
    }
  }

  /** The bytes shown under an event; fewer than it tells of where the capturer stopped writing. */
  private static byte[] bytes(String what, List<String> content) {
    Matcher told = SIZE.matcher(what);
    if (!told.find()) {
      throw new IllegalArgumentException(what);
    }
    int size = Integer.parseInt(told.group(1));
    var all = new ByteArrayOutputStream();
    if (!content.isEmpty() && HEX.matcher(content.getFirst()).matches()) {
      for (String line : content) {
        if (!line.isEmpty()) {
          all.writeBytes(HexFormat.of().parseHex(line.substring(8, 56).replace(" ", "")));
        }
      }
    } else {
      String joined = String.join("\n", content);
      String text =
          joined.endsWith(NO_LF)
              ? joined.substring(0, joined.length() - NO_LF.length())
              : content.isEmpty() ? "" : joined + "\n";
      all.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    byte[] bytes = all.toByteArray();
    return bytes.length <= size ? bytes : Arrays.copyOf(bytes, size);
  }

  /** All up to the first answer; all when there is none. */
  ClientCapture firstRequest() {
    List<Event> first = new ArrayList<>();
    for (Event event : events) {
      first.add(event);
      if (event.kind() == Kind.REPLY) {
        break;
      }
    }
    return new ClientCapture(name, first);
  }

  /** How many bytes the client sent. */
  int size() {
    return events.stream().mapToInt(event -> event.bytes().length).sum();
  }

  @Override
  public String toString() {
    return name;
  }
}
