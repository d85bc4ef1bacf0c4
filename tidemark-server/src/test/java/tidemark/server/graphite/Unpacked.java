package tidemark.server.graphite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.query.opentsdb.JsonIn.Numeral;

/** Reads MessagePack (spec.md) into what JSON is read into. */
final class Unpacked {
  private final ByteBuffer in;

  Unpacked(byte[] message) {
    this.in = ByteBuffer.wrap(message);
  }

  /** The message; what follows it is an error. */
  @Nullable Object read() {
    Object value = value();
    if (in.hasRemaining()) {
      throw new IllegalStateException(in.remaining() + " bytes after the message");
    }
    return value;
  }

  private @Nullable Object value() {
    int code = in.get() & 0xff;
    if (code < 0x80 || code >= 0xe0) {
      return new Numeral(Integer.toString((byte) code));
    }
    if (code < 0x90) {
      return map(code & 0xf);
    }
    if (code < 0xa0) {
      return array(code & 0xf);
    }
    if (code < 0xc0) {
      return text(code & 0x1f);
    }
    return switch (code) {
      case 0xc0 -> null;
      case 0xc2 -> false;
      case 0xc3 -> true;
      case 0xcb -> new Numeral(Double.toString(in.getDouble()));
      case 0xd2 -> new Numeral(Integer.toString(in.getInt()));
      case 0xd3 -> new Numeral(Long.toString(in.getLong()));
      case 0xd9 -> text(in.get() & 0xff);
      case 0xda -> text(in.getShort() & 0xffff);
      case 0xdb -> text(in.getInt());
      case 0xdc -> array(in.getShort() & 0xffff);
      case 0xdd -> array(in.getInt());
      case 0xde -> map(in.getShort() & 0xffff);
      case 0xdf -> map(in.getInt());
      default -> throw new IllegalStateException("code " + Integer.toHexString(code));
    };
  }

  private Map<String, @Nullable Object> map(int size) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(String.valueOf(value()), value());
    }
    return map;
  }

  private List<@Nullable Object> array(int size) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(value());
    }
    return list;
  }

  private String text(int size) {
    byte[] bytes = new byte[size];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }
}
