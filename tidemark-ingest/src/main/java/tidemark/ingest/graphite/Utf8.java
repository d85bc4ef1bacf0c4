package tidemark.ingest.graphite;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import tidemark.model.InvalidInputException;

/** UTF-8, strictly: what is not well-formed is no text. */
final class Utf8 {
  private Utf8() {}

  /** The text of these bytes. */
  static String decode(byte[] bytes, int from, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInputException("not UTF-8", e);
    }
  }

  /** Whether these bytes are well-formed (RFC 3629 4); allocates nothing. */
  static boolean isText(byte[] b, int from, int to) {
    int i = from;
    while (i < to) {
      if (b[i] >= 0) {
        i++;
        continue;
      }
      int length = sequence(b, i, to);
      if (length == 0) {
        return false;
      }
      i += length;
    }
    return true;
  }

  /** The length of the sequence that begins at a byte beyond ASCII, 0 when it is malformed. */
  private static int sequence(byte[] b, int i, int to) {
    int lead = b[i] & 0xff;
    int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length == 0 || i + length > to) {
      return 0;
    }
    int second = b[i + 1] & 0xff;
    boolean overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
    boolean surrogate = lead == 0xed && second > 0x9f;
    boolean beyond = lead == 0xf4 && second > 0x8f;
    if (overlong || surrogate || beyond) {
      return 0;
    }
    for (int k = 1; k < length; k++) {
      if ((b[i + k] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
