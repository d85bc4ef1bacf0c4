package tidemark.relay.hash;

/**
 * Fowler, Noll and Vo's hash 1a in 32 and 64 bits. The original reads a name as C's signed chars,
 * so a byte from 0x80 up is sign-extended before the exclusive or; Java's bytes do the same.
 */
public final class Fnv1a {
  private Fnv1a() {}

  static int hash32(byte[] key, int from, int to) {
    int hash = 0x811c9dc5;
    for (int i = from; i < to; i++) {
      hash = (hash ^ key[i]) * 0x01000193;
    }
    return hash;
  }

  static long hash64(byte[] key, int from, int to) {
    long hash = 0xcbf29ce484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ key[i]) * 0x100000001b3L;
    }
    return hash;
  }

  /** The member of an {@code any_of} cluster that gets the key while all are up. */
  public static int anyOf(byte[] key, int from, int to, int members) {
    return Integer.remainderUnsigned(hash32(key, from, to), members);
  }
}
