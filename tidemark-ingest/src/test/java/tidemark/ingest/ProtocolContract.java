package tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.ingest.Feed.Told;
import tidemark.model.Batch;
import tidemark.model.SeriesKey;
import tidemark.model.Sink;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;
import tidemark.testing.Seeded;

/**
 * What every way in keeps, whatever it speaks. A subclass says how its protocol spells points; it
 * is called as the protocol is, with {@code ContractTest} behind it, and {@link ProtocolsTest} sees
 * to it that there is one for each.
 */
@ExtendWith(Seeded.class)
abstract class ProtocolContract {
  static final long T = 1_704_067_200L;
  private static final int WHOLE = Integer.MAX_VALUE;
  private static final long FUZZ_NANOS = 500_000_000L;

  final String name;
  final String key;
  final String heading;

  /**
   * The contract of a protocol.
   *
   * @param key the configuration key that makes it listen
   * @param heading of its section in docs/compatibility.md
   */
  ProtocolContract(String name, String key, String heading) {
    this.name = name;
    this.key = key;
    this.heading = heading;
  }

  /** An item that gives {@link #point} of the same number, at {@link #T} + i seconds. */
  abstract byte[] good(int i);

  /** What the sink gets for {@link #good}, as {@link Door} writes it. */
  abstract String point(int i);

  /** Items that are refused, each in its own way. */
  abstract List<byte[]> bad();

  /** Items in one message: a run of lines, a frame, a datagram, a body. */
  abstract byte[] message(List<byte[]> items);

  /** Checks that a sender of three points was told that they were lost, as the protocol can. */
  abstract void tellsOfThreeLost(Told told);

  final Protocol protocol(Door door) {
    return Protocols.ALL.stream()
        .filter(e -> e.name().equals(name))
        .findFirst()
        .orElseThrow()
        .maker()
        .apply(door.context());
  }

  @Test
  void theSameBytesInAnyPiecesGiveTheSamePoints() {
    List<byte[]> items = goods(0, 4);
    byte[] message = message(items);
    for (int piece = 1; piece <= message.length; piece++) {
      var door = new Door();
      Feed.send(protocol(door), door, List.of(message), piece);
      assertThat(door.points).as("pieces of %s", piece).containsExactlyElementsOf(points(0, 4));
    }
  }

  @Test
  void theSameItemsInAnyMessagesGiveTheSamePoints() {
    List<byte[]> items = goods(0, 12);
    for (int each = 1; each <= items.size(); each++) {
      var door = new Door();
      List<byte[]> messages = new ArrayList<>();
      for (int i = 0; i < items.size(); i += each) {
        messages.add(message(items.subList(i, Math.min(items.size(), i + each))));
      }
      Feed.send(protocol(door), door, messages, WHOLE);
      assertThat(door.points).as("messages of %s", each).containsExactlyElementsOf(points(0, 12));
      assertThat(door.count("tidemark_ingest_points_total", name)).isEqualTo(12);
    }
  }

  @Test
  void aBadItemIsCountedAndCostsNoGoodOneBesideIt() {
    for (byte[] bad : bad()) {
      var door = new Door();
      List<byte[]> items = new ArrayList<>(goods(0, 2));
      items.add(bad);
      items.addAll(goods(2, 4));
      Feed.send(protocol(door), door, List.of(message(items)), WHOLE);
      String as = Quoted.of(bad, 0, bad.length);
      assertThat(door.points).as(as).containsExactlyElementsOf(points(0, 4));
      assertThat(refused(door)).as(as).isEqualTo(1);
    }
  }

  @Test
  void goodItemsAreNotRefused() {
    var door = new Door();
    Feed.send(protocol(door), door, List.of(message(goods(0, 100))), WHOLE);
    assertThat(door.points).hasSize(100);
    assertThat(refused(door)).isZero();
  }

  @Test
  void aStorageThatFailsIsCountedAndToldAndTheDoorStaysOpen() {
    var door = new Door();
    Protocol protocol = protocol(door);
    Told told = Feed.send(protocol, failing(Reason.UNAVAILABLE), threeGood(), WHOLE);
    tellsOfThreeLost(told);
    assertThat(door.count("tidemark_ingest_dropped_points_total", name)).isEqualTo(3);
    assertThat(door.count("tidemark_ingest_points_total", name)).isZero();
    Feed.send(protocol, door, threeGood(), WHOLE);
    assertThat(door.points).containsExactlyElementsOf(points(0, 3));
  }

  @Test
  void aClosedStorageEndsConnections() {
    var door = new Door();
    Protocol protocol = protocol(door);
    Told told = Feed.send(protocol, failing(Reason.CLOSED), threeGood(), WHOLE);
    assertThat(told.broken()).isEqualTo(protocol instanceof Protocol.Stream);
    assertThat(door.count("tidemark_ingest_dropped_points_total", name)).isEqualTo(3);
  }

  @Test
  void anOverloadedStorageIsAskedAgain() {
    var door = new Door();
    Sink busyOnce =
        new Sink() {
          private boolean asked;

          @Override
          public void accept(Batch batch) {
            if (!asked) {
              asked = true;
              throw new StorageException(Reason.OVERLOADED, "busy");
            }
            door.accept(batch);
          }
        };
    Told told = Feed.send(protocol(door), busyOnce, threeGood(), WHOLE);
    assertThat(told.broken()).isFalse();
    assertThat(door.points).containsExactlyElementsOf(points(0, 3));
    assertThat(door.count("tidemark_ingest_dropped_points_total", name)).isZero();
  }

  @Test
  void garbageIsSurvived(Random random) {
    var door = new Door();
    Protocol protocol = protocol(door);
    byte[] valid = message(goods(0, 3));
    long end = System.nanoTime() + FUZZ_NANOS;
    while (System.nanoTime() < end) {
      byte[] garbage = random.nextInt(4) == 0 ? noise(random) : mutated(valid, random);
      door.points.clear();
      Told told = Feed.send(protocol, door, List.of(garbage), 1 + random.nextInt(64));
      String as = Quoted.of(garbage, 0, garbage.length);
      assertThat(told.broken()).as(as).isFalse();
      for (String point : new HashSet<>(door.points)) {
        String series = point.substring(0, point.lastIndexOf(' ', point.lastIndexOf(' ') - 1));
        assertThat(SeriesKey.parse(series)).as(as).hasToString(series);
      }
      door.points.clear();
      Feed.send(protocol, door, threeGood(), WHOLE);
      assertThat(door.points).as("after %s", as).containsExactlyElementsOf(points(0, 3));
    }
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[random.nextInt(200)];
    random.nextBytes(noise);
    return noise;
  }

  /** One to four changes: a byte set, a stretch cut out, or a stretch repeated. */
  private static byte[] mutated(byte[] valid, Random random) {
    byte[] b = valid;
    for (int n = 1 + random.nextInt(4); n > 0 && b.length > 1; n--) {
      int at = random.nextInt(b.length);
      int to = Math.min(b.length, at + 1 + random.nextInt(8));
      byte[] changed = b.clone();
      changed[at] = (byte) random.nextInt(256);
      byte[] before = Arrays.copyOf(b, at);
      byte[] after = Arrays.copyOfRange(b, to, b.length);
      b =
          switch (random.nextInt(4)) {
            case 0 -> Feed.together(List.of(before, after));
            case 1 ->
                Feed.together(List.of(Arrays.copyOf(b, to), Arrays.copyOfRange(b, at, to), after));
            default -> changed;
          };
    }
    return b;
  }

  private static Sink failing(Reason reason) {
    return batch -> {
      throw new StorageException(reason, "the disk is gone");
    };
  }

  private List<byte[]> threeGood() {
    return List.of(message(goods(0, 3)));
  }

  private List<byte[]> goods(int from, int to) {
    return IntStream.range(from, to).mapToObj(this::good).toList();
  }

  private List<String> points(int from, int to) {
    return IntStream.range(from, to).mapToObj(this::point).toList();
  }

  /** How many were refused, for any cause but the storage's. */
  private long refused(Door door) {
    return door.count("tidemark_ingest_refused_total", name);
  }
}
