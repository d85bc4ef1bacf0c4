package tidemark.server.graphite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One message of protocol buffers read field by field (protobuf.dev, "Encoding"), for tests. It
 * knows no schema: a test asks for the field numbers of contracts/go-carbon.md 4. What is not there
 * is zero or empty, as in proto3.
 */
final class Unprotobuf {
  /** Of a field number what came, in order: a {@code Long}, or bytes. */
  private final TreeMap<Integer, List<Object>> fields = new TreeMap<>();

  Unprotobuf(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long key = varint(in);
      Object value =
          switch ((int) (key & 7)) {
            case 0 -> varint(in);
            case 1 -> in.getLong();
            case 2 -> bytes(in, (int) varint(in));
            case 5 -> (long) in.getInt();
            default -> throw new IllegalArgumentException("no wire type " + (key & 7));
          };
      fields.computeIfAbsent((int) (key >>> 3), k -> new ArrayList<>()).add(value);
    }
  }

  /** The numbers of the fields that came. */
  List<Integer> numbers() {
    return List.copyOf(fields.keySet());
  }

  long whole(int field) {
    return fields.containsKey(field) ? (Long) fields.get(field).getLast() : 0;
  }

  float float32(int field) {
    return Float.intBitsToFloat((int) whole(field));
  }

  String text(int field) {
    return new String(one(field), StandardCharsets.UTF_8);
  }

  /** Packed doubles. */
  List<Double> doubles(int field) {
    ByteBuffer packed = ByteBuffer.wrap(one(field)).order(ByteOrder.LITTLE_ENDIAN);
    List<Double> doubles = new ArrayList<>();
    while (packed.hasRemaining()) {
      doubles.add(packed.getDouble());
    }
    return doubles;
  }

  /** Packed truths. */
  List<Boolean> truths(int field) {
    ByteBuffer packed = ByteBuffer.wrap(one(field));
    List<Boolean> truths = new ArrayList<>();
    while (packed.hasRemaining()) {
      truths.add(varint(packed) != 0);
    }
    return truths;
  }

  /** The messages of a repeated field. */
  List<Unprotobuf> messages(int field) {
    return fields.getOrDefault(field, List.of()).stream()
        .map(bytes -> new Unprotobuf((byte[]) bytes))
        .toList();
  }

  private byte[] one(int field) {
    return fields.containsKey(field) ? (byte[]) fields.get(field).getLast() : new byte[0];
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static long varint(ByteBuffer in) {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      number |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }
}
