package tidemark.relay.hash;

import java.math.BigInteger;
import java.util.List;
import tidemark.model.InvalidInputException;

/**
 * {@code jump_fnv1a_ch}: Lamping and Veach's jump consistent hash ("A Fast, Minimal Memory,
 * Consistent Hash Algorithm", 2014) over the 64-bit FNV-1a of the key.
 *
 * <p>For each further replica the hash is stirred by xorshift64*, the last member takes the chosen
 * one's slot, and the jump is made again among one member fewer (contracts/relay.md 6).
 */
public final class JumpHash implements KeyHash {
  private final int[] order;

  /**
   * Sorts the members as the original does: those with an instance first, by instance, then the
   * others as they come.
   *
   * @throws InvalidInputException if there is none
   */
  public JumpHash(List<Member> members) {
    if (members.isEmpty()) {
      throw new InvalidInputException("a hash cluster needs a member");
    }
    this.order = new int[members.size()];
    // By insertion: numbers compare as numbers but with other texts as text, so the order can run
    // in a circle, which the library's sort refuses.
    for (int i = 0; i < order.length; i++) {
      int slot = i;
      while (slot > 0 && compare(members.get(order[slot - 1]), members.get(i)) > 0) {
        order[slot] = order[slot - 1];
        slot--;
      }
      order[slot] = i;
    }
  }

  private static int compare(Member a, Member b) {
    String first = a.instance();
    String second = b.instance();
    if (first == null || second == null) {
      return Boolean.compare(first == null, second == null);
    }
    if (isNumber(first) && isNumber(second)) {
      return new BigInteger(first).compareTo(new BigInteger(second));
    }
    return first.compareTo(second);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The member in a bucket. */
  public int memberIn(int bucket) {
    return order[bucket];
  }

  @Override
  public int position(byte[] key, int from, int to) {
    return jump(Fnv1a.hash64(key, from, to), order.length);
  }

  @Override
  public int[] choose(byte[] key, int from, int to, int replicas) {
    int[] left = order.clone();
    int[] chosen = new int[Math.min(replicas, left.length)];
    long hash = Fnv1a.hash64(key, from, to);
    for (int i = 0; i < chosen.length; i++) {
      int remaining = left.length - i;
      int slot = jump(hash, remaining);
      chosen[i] = left[slot];
      left[slot] = left[remaining - 1];
      hash = stir(hash);
    }
    return chosen;
  }

  private static long stir(long hash) {
    long stirred = hash ^ (hash >>> 12);
    stirred ^= stirred << 25;
    stirred ^= stirred >>> 27;
    return stirred * 2685821657736338717L;
  }

  private static int jump(long hash, int buckets) {
    long key = hash;
    long bucket = -1;
    long next = 0;
    while (next < buckets) {
      bucket = next;
      key = key * 2862933555777941757L + 1;
      next = (long) ((bucket + 1) * ((double) (1L << 31) / (double) ((key >>> 33) + 1)));
    }
    return (int) bucket;
  }
}
