package tidemark.query.graphite.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One message of protocol buffers, field by field (protobuf.dev, "Encoding"). As in proto3 a field
 * that is zero or empty is left out. Not thread-safe.
 */
public final class ProtobufOut {
  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public ProtobufOut whole(int field, long number) {
    if (number != 0) {
      varint((long) field << 3 | VARINT).varint(number);
    }
    return this;
  }

  public ProtobufOut truth(int field, boolean truth) {
    return whole(field, truth ? 1 : 0);
  }

  public ProtobufOut text(int field, String text) {
    return text.isEmpty() ? this : bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  public ProtobufOut float32(int field, float number) {
    if (number != 0) {
      varint((long) field << 3 | FIXED32);
      byte[] bytes = new byte[4];
      little(bytes).putFloat(number);
      out.writeBytes(bytes);
    }
    return this;
  }

  /** Packed doubles. */
  public ProtobufOut doubles(int field, double[] numbers) {
    byte[] packed = new byte[8 * numbers.length];
    little(packed).asDoubleBuffer().put(numbers);
    return numbers.length == 0 ? this : bytes(field, packed);
  }

  /** Another message, or one more of a repeated field; an empty one too. */
  public ProtobufOut message(int field, ProtobufOut message) {
    return bytes(field, message.toBytes());
  }

  public ProtobufOut bytes(int field, byte[] bytes) {
    varint((long) field << 3 | BYTES).varint(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  /** What stands before a message that is written on its own. */
  public static byte[] head(int field, long length) {
    return new ProtobufOut().varint((long) field << 3 | BYTES).varint(length).toBytes();
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ProtobufOut varint(long number) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  /** What was written. */
  public byte[] toBytes() {
    return out.toByteArray();
  }
}
