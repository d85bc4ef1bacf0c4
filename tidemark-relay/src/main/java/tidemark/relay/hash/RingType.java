package tidemark.relay.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** How a ring hashes keys, names a member's points, and orders points at one place. */
public enum RingType {
  /** carbon's own: MD5 over Python's text of the pair of host and instance. */
  CARBON_CH {
    @Override
    int position(byte[] key, int from, int to) {
      MessageDigest md5 = md5();
      md5.update(key, from, to - from);
      byte[] digest = md5.digest();
      return ((digest[0] & 0xff) << 8) | (digest[1] & 0xff);
    }

    @Override
    String point(Member member, int number) {
      String instance = member.instance() == null ? "None" : "'" + member.instance() + "'";
      return "('" + member.host() + "', " + instance + "):" + number;
    }

    // By instance; a member without one comes last.
    @Override
    int tie(Member a, Member b) {
      String first = a.instance();
      String second = b.instance();
      if (first == null || second == null) {
        return Boolean.compare(first == null, second == null);
      }
      return first.compareTo(second);
    }
  },

  /** FNV-1a folded to 16 bits; here the port counts, unless an instance stands for both. */
  FNV1A_CH {
    @Override
    int position(byte[] key, int from, int to) {
      int hash = Fnv1a.hash32(key, from, to);
      return (hash >>> 16) ^ (hash & 0xffff);
    }

    @Override
    String point(Member member, int number) {
      String instance = member.instance();
      return number + "-" + (instance == null ? member.host() + ":" + member.port() : instance);
    }

    @Override
    int tie(Member a, Member b) {
      return Integer.compare(a.port(), b.port());
    }
  };

  /** The place of a key or a point on the ring, 0 to 65535. */
  abstract int position(byte[] key, int from, int to);

  /** The text that is hashed for a member's point of this number. */
  abstract String point(Member member, int number);

  /** Orders two members of one host whose points fall on one place. */
  abstract int tie(Member a, Member b);

  /**
   * A new one each time: a digest is not for two threads, and a name is hashed once, not per line.
   */
  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
