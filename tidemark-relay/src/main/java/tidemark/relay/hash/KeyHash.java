package tidemark.relay.hash;

/**
 * A hash cluster's choice. Immutable, for any number of threads. Members are numbered in the order
 * of the configuration; a key is the bytes {@code from <= i < to}.
 */
public sealed interface KeyHash permits HashRing, JumpHash {
  /** Where the key falls: its place on the ring, or its bucket; what {@code -t -d} shows. */
  int position(byte[] key, int from, int to);

  /**
   * The members that get the key, the first choice first. Fewer than {@code replicas} only where
   * the cluster has fewer distinct members.
   */
  int[] choose(byte[] key, int from, int to, int replicas);
}
