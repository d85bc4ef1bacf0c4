package tidemark.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One way in which some sender spelled a series: the bytes as sent and the id they lead to. What
 * leads to what never changes; whoever finds the bytes equal may take the id from the same object.
 */
final class Spelling {
  /** As a length of the tags: the spelling came in one piece. */
  static final int WHOLE = -1;

  private final byte[] bytes;
  private final int nameLength;
  private final SeriesSyntax syntax;
  final int hash;
  final int id;

  /** The series' other spellings; guarded by the table's lock. */
  @Nullable Spelling sibling;

  /** The generation of last use; racy, read by {@link SeriesTable#retireIdle}. */
  int used;

  /**
   * What was sent after this spelling last time: a guess, racy, confirmed by its bytes before use.
   * Cleared when this is unlinked, lest the dead hold chains of the dead.
   */
  @Nullable Spelling successor;

  /** Set once, when the table forgets this spelling; from then on its id may become another's. */
  private volatile boolean unlinked;

  /** A spelling in one piece ({@code nameLength} is all of it) or joined by one blank from two. */
  Spelling(byte[] bytes, int nameLength, SeriesSyntax syntax, int hash, int id, int used) {
    this.bytes = bytes;
    this.nameLength = nameLength;
    this.syntax = syntax;
    this.hash = hash;
    this.id = id;
    this.used = used;
  }

  /**
   * The bytes of one piece, or of two joined by one blank: what the syntax sees and this class
   * keeps.
   */
  static byte[] join(
      byte[] buffer, int nameOffset, int nameLength, int tagsOffset, int tagsLength) {
    if (tagsLength == WHOLE) {
      return Arrays.copyOfRange(buffer, nameOffset, nameOffset + nameLength);
    }
    byte[] joined = new byte[nameLength + 1 + tagsLength];
    System.arraycopy(buffer, nameOffset, joined, 0, nameLength);
    joined[nameLength] = ' ';
    System.arraycopy(buffer, tagsOffset, joined, nameLength + 1, tagsLength);
    return joined;
  }

  /** Whether the table still knows this spelling and it is what the buffer holds, byte for byte. */
  @SuppressWarnings("ReferenceEquality") // syntaxes are constants: SeriesSyntax says so
  boolean matches(
      SeriesSyntax as,
      byte[] buffer,
      int nameOffset,
      int nameLength,
      int tagsOffset,
      int tagsLength) {
    int whole = tagsLength == WHOLE ? nameLength : nameLength + 1 + tagsLength;
    return this.nameLength == nameLength
        && bytes.length == whole
        && Arrays.equals(bytes, 0, nameLength, buffer, nameOffset, nameOffset + nameLength)
        && (tagsLength <= 0
            || Arrays.equals(
                bytes, nameLength + 1, whole, buffer, tagsOffset, tagsOffset + tagsLength))
        && syntax == as
        && !unlinked;
  }

  @SuppressWarnings("ReferenceEquality") // as above
  boolean sameAs(Spelling other) {
    return nameLength == other.nameLength
        && syntax == other.syntax
        && Arrays.equals(bytes, other.bytes);
  }

  /** Reads a byte at each end of what {@link #matches} will compare, so that both are in cache. */
  int touch() {
    return bytes[0] + bytes[bytes.length - 1];
  }

  boolean isUnlinked() {
    return unlinked;
  }

  void unlink() {
    unlinked = true;
    successor = null;
    sibling = null;
  }
}
