package tidemark.relay.wire;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.spec.InvalidKeySpecException;

/**
 * Puts private keys of the older forms into the one that Java reads, PKCS #8 (RFC 5208):
 *
 * <pre>
 *   SEQUENCE { INTEGER 0, SEQUENCE { algorithm, parameters }, OCTET STRING the older form }
 * </pre>
 *
 * All in DER (X.690), whose lengths take the fewest bytes.
 */
final class Pkcs8 {
  private static final int OCTETS = 0x04;
  private static final int SEQUENCE = 0x30;
  private static final int PARAMETERS = 0xa0;

  private static final byte[] VERSION = {2, 1, 0};

  // rsaEncryption, 1.2.840.113549.1.1.1, and NULL for its parameters (RFC 8017, A.1).
  private static final byte[] RSA = {
    6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };

  // id-ecPublicKey, 1.2.840.10045.2.1 (RFC 5480, 2.1.1).
  private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

  private Pkcs8() {}

  /** From the form of {@code RSA PRIVATE KEY} (PKCS #1). */
  static byte[] ofRsa(byte[] key) {
    return wrapped(RSA, key);
  }

  /**
   * From the form of {@code EC PRIVATE KEY} (SEC 1, RFC 5915), which names its curve inside:
   *
   * <pre>
   *   SEQUENCE { INTEGER 1, OCTET STRING the number, [0] parameters, [1] the public key }
   * </pre>
   *
   * @throws InvalidKeySpecException if it is none, or names no curve
   */
  static byte[] ofEc(byte[] key) throws InvalidKeySpecException {
    ByteBuffer fields = ByteBuffer.wrap(key);
    try {
      if ((fields.get() & 0xff) == SEQUENCE) {
        length(fields);
        while (fields.hasRemaining()) {
          int tag = fields.get() & 0xff;
          byte[] content = new byte[length(fields)];
          fields.get(content);
          if (tag == PARAMETERS) {
            return wrapped(joined(EC, content), key);
          }
        }
      }
    } catch (BufferUnderflowException e) {
      throw new InvalidKeySpecException("an EC PRIVATE KEY that is cut short", e);
    }
    throw new InvalidKeySpecException("an EC PRIVATE KEY that names no curve");
  }

  private static int length(ByteBuffer from) throws InvalidKeySpecException {
    int first = from.get() & 0xff;
    int length = first;
    if (first > 0x7f) {
      length = 0;
      for (int i = 0; i < first - 0x80; i++) {
        length = (length << 8) | (from.get() & 0xff);
      }
    }
    if (length < 0 || length > from.remaining()) {
      throw new InvalidKeySpecException("an EC PRIVATE KEY that is cut short");
    }
    return length;
  }

  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return tagged(
        SEQUENCE, joined(joined(VERSION, tagged(SEQUENCE, algorithm)), tagged(OCTETS, key)));
  }

  private static byte[] tagged(int tag, byte[] content) {
    int size = content.length;
    ByteBuffer bytes = ByteBuffer.allocate(size + 4).put((byte) tag);
    if (size < 0x80) {
      bytes.put((byte) size);
    } else if (size < 0x100) {
      bytes.put((byte) 0x81).put((byte) size);
    } else {
      bytes.put((byte) 0x82).putShort((short) size);
    }
    byte[] tagged = new byte[bytes.put(content).flip().remaining()];
    bytes.get(tagged);
    return tagged;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
