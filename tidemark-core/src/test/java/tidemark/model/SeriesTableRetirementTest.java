package tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * No point is ever filed under another's name: four connections send 100,000 series, a tenth of
 * them under new names in each round, while ids are retired and reused all the time. Each value
 * encodes the name it was sent under.
 */
class SeriesTableRetirementTest {
  private static final int CONNECTIONS = 4;
  private static final int SERIES = 100_000;
  private static final int OWN = SERIES / CONNECTIONS;

  /** Series that every connection sends, each in its own order. */
  private static final int SHARED = 3_000;

  private static final int ROUNDS = 4;

  /** Less than all names ever sent (155,000), so that ids must be used again. */
  private static final int MAX_SERIES = 130_000;

  private final SeriesTable table = new SeriesTable(MAX_SERIES);
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  /** What a sink does: an array indexed by id. Holds the series' value, 0 for none. */
  private final AtomicLongArray owners = new AtomicLongArray(MAX_SERIES);

  private final AtomicBoolean done = new AtomicBoolean();
  private final AtomicLong sent = new AtomicLong();
  private int reused;

  /** A name as one connection spells it, with the value that encodes its series. */
  private record Sent(byte[] bytes, int nameLength, double value) {
    static Sent of(int slot, int version, boolean rotated) {
      String path = "dc1.host" + slot / 20 + ".metric" + slot % 20;
      String host = "host=h" + slot;
      String run = "version=" + version;
      return switch (slot % 3) {
        case 0 -> {
          byte[] name = Syntaxes.utf8(path + ".v" + version);
          yield new Sent(name, name.length, valueOf(SeriesKey.of(path + ".v" + version)));
        }
        default -> {
          String tags = rotated ? run + " " + host : host + " " + run;
          var key = SeriesKey.of("cpu", Tags.of("host", "h" + slot, "version", "" + version));
          yield new Sent(Syntaxes.utf8("cpu " + tags), slot % 3 == 1 ? 3 : 0, valueOf(key));
        }
      };
    }
  }

  private static double valueOf(SeriesKey key) {
    byte[] text = key.toString().getBytes(StandardCharsets.UTF_8);
    return (SpellingHash.of(7, text, 0, text.length) >>> 11) + 1; // 53 bits: exact, never 0
  }

  @Test
  void noPointIsEverFiledUnderAnothersName() throws InterruptedException {
    table.onRetire(id -> {
      owners.set(id, 0);
      reused++;
    });
    List<Thread> connections = new ArrayList<>();
    for (int c = 0; c < CONNECTIONS; c++) {
      int connection = c;
      connections.add(Thread.ofPlatform().start(() -> send(connection, new Random(connection))));
    }
    Thread maintenance = Thread.ofPlatform().start(() -> retire(new Random(99)));
    for (Thread connection : connections) {
      connection.join();
    }
    done.set(true);
    maintenance.join();

    assertThat(wrong.stream().limit(5)).isEmpty();
    assertThat(reused).isGreaterThan(10_000);
  }

  /** Sweeps some twenty times a round: mostly what left the round, seldom everything. */
  private void retire(Random random) {
    long swept = 0;
    while (!done.get()) {
      int polls = 0; // bounded, because connections may be waiting for us
      while (sent.get() < swept + 5_000 && polls++ < 200 && !done.get()) {
        LockSupport.parkNanos(100_000);
      }
      swept = sent.get();
      table.retireIdle(30);
      if (random.nextInt(3) == 0) {
        table.retireIdle(1);
        table.retireIdle(1);
      }
    }
  }

  private void send(int connection, Random random) {
    int count = OWN + SHARED;
    int[] versions = new int[count];
    Sent[] names = new Sent[count];
    int batchSize = 1;
    for (int i = 0; i < count; i++) {
      names[i] = name(connection, i, versions[i]);
    }
    try (Interner interner = table.interner(Syntaxes.PUT)) {
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < count; i++) {
          if (random.nextInt(10) == 0) {
            names[i] = name(connection, i, ++versions[i]);
          }
          add(interner, names[i], round);
          if (interner.batch().size() == batchSize) {
            handOn(interner);
            batchSize = 1 + random.nextInt(random.nextInt(4) == 0 ? 10_000 : 1000);
          }
        }
      }
      handOn(interner);
    } catch (RuntimeException e) {
      wrong.add("connection " + connection + " failed: " + e);
    }
  }

  private static Sent name(int connection, int i, int version) {
    int slot = i < OWN ? connection * OWN + i : SERIES + (i * (connection + 1) % SHARED);
    return Sent.of(slot, version, connection % 2 == 1);
  }

  private void add(Interner interner, Sent sent, long time) {
    while (true) {
      try {
        byte[] bytes = sent.bytes();
        int id =
            sent.nameLength() == 3
                ? interner.resolve(bytes, 0, 3, 4, bytes.length - 4)
                : interner.resolve(bytes, 0, bytes.length);
        interner.batch().add(id, time, sent.value());
        return;
      } catch (SeriesLimitException e) {
        handOn(interner); // wait for the maintenance thread
        Thread.yield();
      }
    }
  }

  /** The sink: every point must belong to the series that its value encodes. */
  private void handOn(Interner interner) {
    Batch batch = interner.batch();
    for (int i = 0; i < batch.size(); i++) {
      int id = batch.series(i);
      SeriesKey key = table.key(id);
      if (valueOf(key) != batch.value(i)) {
        wrong.add("a point of another series was filed under " + key + ", id " + id);
      }
      long value = (long) batch.value(i);
      long owner = owners.get(id);
      if (owner != value && (owner != 0 || !owners.compareAndSet(id, 0, value))) {
        if (owners.get(id) != value) {
          wrong.add("id " + id + " of " + key + " was reused before the sink was told");
        }
      }
    }
    sent.addAndGet(batch.size());
    batch.clear();
    interner.rest();
  }
}
