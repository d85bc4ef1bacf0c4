package tidemark.relay.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Which characters a name may have and how long lines may be; {@code -c}, {@code -m} and {@code
 * -M}. Immutable.
 *
 * @param allowed for each byte whether a name may have it
 * @param tags whether {@code ;} ends a name
 * @param longestName in bytes; 0: as long as a line
 * @param longestLine in bytes, with its line feed
 */
@SuppressWarnings("ArrayRecordComponent") // read for every byte, never written
public record LineRules(boolean[] allowed, boolean tags, int longestName, int longestLine) {
  /** The original's {@code -c}. */
  public static final String DEFAULT_CHARACTERS = "-_:#";

  /** The original's {@code -M}. */
  public static final int DEFAULT_LINE = 32_768;

  /** For lines made by the relay itself, which are taken as they are. */
  public static LineRules asMade() {
    boolean[] allowed = new boolean[256];
    Arrays.fill(allowed, true);
    for (char c : " \n\r".toCharArray()) {
      allowed[c] = false;
    }
    return new LineRules(allowed, false, 0, Integer.MAX_VALUE);
  }

  /** Rules with these characters beside letters and digits; with {@code ;} there are no tags. */
  public static LineRules of(String characters, int longestName, int longestLine) {
    boolean[] allowed = new boolean[256];
    for (int i = 0; i < 128; i++) {
      allowed[i] = (i >= '0' && i <= '9') || (i >= 'A' && i <= 'Z') || (i >= 'a' && i <= 'z');
    }
    for (byte b : characters.getBytes(StandardCharsets.ISO_8859_1)) {
      allowed[b & 0xff] = true;
    }
    boolean tags = characters.indexOf(';') < 0;
    return new LineRules(allowed, tags, longestName, longestLine);
  }
}
