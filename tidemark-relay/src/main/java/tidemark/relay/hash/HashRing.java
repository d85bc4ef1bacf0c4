package tidemark.relay.hash;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import tidemark.model.InvalidInputException;

/**
 * A consistent hash ring: every member has 100 points on a circle of 65,536 places, and a key
 * belongs to the first point at or after its own place, past the last one to the first
 * (contracts/relay.md 6). Replicas are the next points of members not chosen yet.
 *
 * <p>Where points of several members share a place, all of them are given to the one that sorts
 * first, as in the original; so a walk for replicas meets the others later than it could.
 */
public final class HashRing implements KeyHash {
  private static final int POINTS = 100;

  private final RingType type;
  private final int[] positions;
  private final int[] owners;

  /**
   * A ring of these members.
   *
   * @throws InvalidInputException if there is none
   */
  public HashRing(RingType type, List<Member> members) {
    if (members.isEmpty()) {
      throw new InvalidInputException("a hash cluster needs a member");
    }
    this.type = type;
    List<Point> points = points(type, members);
    this.positions = points.stream().mapToInt(Point::position).toArray();
    this.owners = points.stream().mapToInt(Point::owner).toArray();
    for (int i = 1; i < positions.length; i++) {
      if (positions[i] == positions[i - 1]) {
        owners[i] = owners[i - 1];
      }
    }
  }

  private record Point(int position, Member member, int owner) {}

  private static List<Point> points(RingType type, List<Member> members) {
    List<Point> points = new ArrayList<>();
    for (int owner = 0; owner < members.size(); owner++) {
      Member member = members.get(owner);
      for (int number = 0; number < POINTS; number++) {
        byte[] key = type.point(member, number).getBytes(StandardCharsets.UTF_8);
        points.add(new Point(type.position(key, 0, key.length), member, owner));
      }
    }
    points.sort(
        Comparator.comparingInt(Point::position)
            .thenComparing(point -> point.member().host())
            .thenComparing((a, b) -> type.tie(a.member(), b.member())));
    return points;
  }

  /** How many points the ring has. */
  public int points() {
    return positions.length;
  }

  /** The place of a point; points are numbered around the ring. */
  public int positionOf(int point) {
    return positions[point];
  }

  /** The member that a point belongs to. */
  public int ownerOf(int point) {
    return owners[point];
  }

  @Override
  public int position(byte[] key, int from, int to) {
    return type.position(key, from, to);
  }

  @Override
  public int[] choose(byte[] key, int from, int to, int replicas) {
    int[] chosen = new int[replicas];
    int count = 0;
    int at = firstAtOrAfter(position(key, from, to));
    for (int step = 0; step < owners.length && count < replicas; step++) {
      int owner = owners[(at + step) % owners.length];
      if (!contains(chosen, count, owner)) {
        chosen[count++] = owner;
      }
    }
    return count == replicas ? chosen : Arrays.copyOf(chosen, count);
  }

  private int firstAtOrAfter(int position) {
    int low = 0;
    int high = positions.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (positions[middle] < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean contains(int[] chosen, int count, int owner) {
    for (int i = 0; i < count; i++) {
      if (chosen[i] == owner) {
        return true;
      }
    }
    return false;
  }
}
