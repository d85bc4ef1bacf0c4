package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testing.Seeded;

/**
 * kill -9, again and again on the same data: every point that was accepted is there afterwards, and
 * no point is there that was never sent. The server is a process; the killer is this one. 10
 * rounds, 50 with -Dtidemark.long=true.
 *
 * <p>Each round has a seed, which says where its kill is aimed at ({@link CrashAim}) and all that
 * is random in it. -Dcrash.seed=N runs the one round of seed N on new data.
 */
@ExtendWith(Seeded.class)
class CrashTest {
  @TempDir Path directory;

  /** One round: what was aimed at, what was hit, what was accepted before the kill. */
  private static final class Round {
    final long seed;
    final CrashAim aim;
    final Random chance;
    final CrashWriters writers;
    boolean busy;
    String hit = "";

    Round(long seed, ServerProcess server, String metric) {
      this.seed = seed;
      aim = aim(seed);
      chance = new Random(seed);
      writers = new CrashWriters(server, metric, aim.wantsLargeFrames());
    }

    static CrashAim aim(long seed) {
      return CrashAim.values()[Math.floorMod(seed, CrashAim.values().length)];
    }

    void hits(CrashAim state, boolean is) {
      if (is) {
        hit += (hit.isEmpty() ? "" : ",") + state;
      }
    }
  }

  @Test
  void everyAcceptedPointSurvives(Random random) throws Exception {
    long[] seeds = seeds(random);
    Path data = directory.resolve("data");
    CrashDisk disk = new CrashDisk(data);
    List<Round> rounds = new ArrayList<>();
    for (long seed : seeds) {
      try (ServerProcess server = ServerProcess.serve(data, Round.aim(seed).options())) {
        compareLast(rounds, server);
        Round round = new Round(seed, server, "crash.r" + rounds.size());
        rounds.add(round);
        assertThat(round.writers.awaitFirstAnswers()).as("all doors answer").isTrue();
        round.aim.await(disk, round.chance);
        round.busy = round.writers.isBusy();
        server.kill();
        round.writers.awaitEnd();
      }
      afterTheKill(rounds.getLast(), disk, data);
    }
    long points = 0;
    try (ServerProcess server = ServerProcess.serve(data)) {
      compareLast(rounds, server);
      for (Round round : rounds) {
        points += CrashJournal.compare(server, round.writers).points();
      }
    }
    summary(rounds, points);
  }

  /** The seeds of all rounds, so that each aim has its turn. */
  private static long[] seeds(Random random) {
    Long one = Long.getLong("crash.seed");
    if (one != null) {
      return new long[] {one};
    }
    int aims = CrashAim.values().length;
    return LongStream.range(0, Boolean.getBoolean("tidemark.long") ? 50 : 10)
        .map(round -> (long) random.nextInt() * aims + round % aims)
        .toArray();
  }

  /** Reads off the files what was hit; and for the aim at recovery, starts and kills once more. */
  private static void afterTheKill(Round round, CrashDisk disk, Path data) throws Exception {
    if (round.aim == CrashAim.RECOVERY) {
      Path newest = disk.newestSegment();
      try (ServerProcess server = ServerProcess.launch(data, recoveryOptions(round.chance))) {
        CrashAim.awaitRecovery(server.pid(), round.chance);
        round.busy &= server.isAlive();
        server.kill();
      }
      // A start that is through with recovery has begun a segment of its own.
      round.hits(CrashAim.RECOVERY, disk.newestSegment().equals(newest));
    }
    round.hits(CrashAim.MID_FRAME, disk.isTorn());
    round.hits(CrashAim.SEALING, disk.isBlockBegun());
    round.hits(CrashAim.RENAME, disk.isBlockUnnamed() || disk.isLogNotDropped());
  }

  /** Half of them with so small a head that recovery itself makes blocks. */
  private static String[] recoveryOptions(Random chance) {
    return chance.nextBoolean() ? CrashAim.RECOVERY.options() : CrashAim.SEALING.options();
  }

  private static void compareLast(List<Round> rounds, ServerProcess server) throws Exception {
    if (rounds.isEmpty()) {
      return;
    }
    Round round = rounds.getLast();
    CrashJournal.Compared compared = CrashJournal.compare(server, round.writers);
    round.hits(CrashAim.LOG_TO_HEAD, compared.unanswered() > 0);
    round.hits(round.aim, round.aim == CrashAim.CLOCK || round.aim == CrashAim.OFFSET);
    System.out.printf(
        "crash round %d: seed %d, aimed at %s, hit %s, %s, accepted %d, compared %d, unanswered %d%n",
        rounds.size(),
        round.seed,
        round.aim,
        round.hit.isEmpty() ? "nothing of note" : round.hit,
        round.busy ? "busy" : "idle",
        round.writers.accepted(),
        compared.points(),
        compared.unanswered());
  }

  private static void summary(List<Round> rounds, long points) {
    Map<CrashAim, String> hits = new EnumMap<>(CrashAim.class);
    for (CrashAim aim : CrashAim.values()) {
      long aimed = rounds.stream().filter(r -> r.aim == aim).count();
      long hit =
          rounds.stream()
              .filter(r -> r.aim == aim && Arrays.asList(r.hit.split(",")).contains(aim.name()))
              .count();
      hits.put(aim, hit + "/" + aimed);
    }
    long busy = rounds.stream().filter(round -> round.busy).count();
    System.out.printf(
        "crash test: %d kills, %d of them busy, %d points compared, hits of aims %s%n",
        rounds.size(), busy, points, hits);
    assertThat(points).isPositive();
    assertThat(busy)
        .as("kills that hit a busy server")
        .isGreaterThanOrEqualTo(rounds.size() * 9L / 10);
  }
}
