package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
  private static final String SCHEMAS =
      """
      [expired]
      pattern = ^expired\\.
      retentions = 60s:1d
      [default]
      pattern = .*
      retentions = 1s:30y
      """;

  private static final long PATIENCE_SECONDS = 20;

  @TempDir Path directory;

  /** One round: what was aimed at, what was hit, what was accepted before the kill. */
  private static final class Round {
    final long seed;
    final CrashAim aim;
    final Random chance;
    final CrashWriters writers;
    final Set<CrashAim> hits = EnumSet.noneOf(CrashAim.class);
    boolean busy;
    String stood = "";

    Round(long seed, ServerProcess server, String metric) {
      this.seed = seed;
      aim = aim(seed);
      chance = new Random(seed);
      writers = new CrashWriters(server, metric);
    }

    static CrashAim aim(long seed) {
      return CrashAim.values()[Math.floorMod(seed, CrashAim.values().length)];
    }

    void hits(CrashAim state, boolean is) {
      if (is) {
        hits.add(state);
      }
    }

    /** Waits for the right moment and kills. */
    void kill(ServerProcess server, CrashDisk disk) throws Exception {
      if (aim.isStood()) {
        Optional<String> where = server.awaitLine(DoomedServer.STANDS, PATIENCE_SECONDS);
        stood = where.orElse("");
        hits(aim, where.isPresent());
      } else {
        assertThat(writers.awaitFirstAnswers()).as("all doors answer").isTrue();
        aim.await(disk, chance);
      }
      busy = writers.isBusy();
      server.kill();
      writers.awaitEnd();
    }
  }

  @Test
  void everyAcceptedPointSurvives(Random random) throws Exception {
    long[] seeds = seeds(random);
    Path data = directory.resolve("data");
    Path schemas = Files.writeString(directory.resolve("schemas"), SCHEMAS);
    CrashDisk disk = new CrashDisk(data);
    List<Round> rounds = new ArrayList<>();
    for (long seed : seeds) {
      try (ServerProcess server = launch(seed, data, schemas)) {
        server.awaitReady();
        compareLast(rounds, server);
        Round round = new Round(seed, server, "crash.r" + rounds.size());
        rounds.add(round);
        round.kill(server, disk);
      }
      afterTheKill(rounds.getLast(), disk, data, schemas);
    }
    long points = 0;
    try (ServerProcess server = ServerProcess.serve(data, CrashAim.CLOCK.options(schemas))) {
      compareLast(rounds, server);
      for (Round round : rounds) {
        points += CrashJournal.compare(server, round.writers).points();
      }
    }
    summary(rounds, points);
  }

  private static ServerProcess launch(long seed, Path data, Path schemas) throws Exception {
    CrashAim aim = Round.aim(seed);
    String[] options = aim.options(schemas);
    return aim.isStood() ? doomed(aim, seed, data, options) : ServerProcess.launch(data, options);
  }

  private static ServerProcess doomed(CrashAim aim, long seed, Path data, String... options)
      throws Exception {
    List<String> main = List.of("tidemark.server.DoomedServer", aim.name(), Long.toString(seed));
    return ServerProcess.launch(main, data, options);
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
  private static void afterTheKill(Round round, CrashDisk disk, Path data, Path schemas)
      throws Exception {
    if (round.aim == CrashAim.RECOVERY) {
      // Half of them with so small a head that recovery itself makes blocks.
      CrashAim like = round.chance.nextBoolean() ? CrashAim.RECOVERY : CrashAim.SEALING;
      try (ServerProcess server =
          doomed(CrashAim.RECOVERY, round.seed, data, like.options(schemas))) {
        round.stood = server.awaitLine(DoomedServer.STANDS, PATIENCE_SECONDS).orElse("");
        round.hits(CrashAim.RECOVERY, !round.stood.isEmpty());
        round.busy &= server.isAlive();
        server.kill();
      }
      return;
    }
    fromTheFiles(round, CrashAim.MID_FRAME, disk.isTorn());
    fromTheFiles(round, CrashAim.SEALING, disk.isBlockBegun());
    round.hits(CrashAim.RENAME, disk.isBlockUnnamed());
  }

  /** What the files show holds against what the process said. */
  private static void fromTheFiles(Round round, CrashAim state, boolean shown) {
    round.hits.remove(state);
    round.hits(state, shown);
  }

  private static void compareLast(List<Round> rounds, ServerProcess server) throws Exception {
    if (rounds.isEmpty()) {
      return;
    }
    Round round = rounds.getLast();
    CrashJournal.Compared compared = CrashJournal.compare(server, round.writers);
    assertThat(CrashJournal.points(server, round.writers.expired()).size())
        .as("points shown that have expired")
        .isZero();
    fromTheFiles(round, CrashAim.LOG_TO_HEAD, compared.unanswered() > 0);
    round.hits(round.aim, round.aim == CrashAim.CLOCK || round.aim == CrashAim.OFFSET);
    System.out.printf(
        "# crash round %d: seed %d, aimed at %s, %s, %s, accepted %d, compared %d, unanswered %d%s%n",
        rounds.size(),
        round.seed,
        round.aim,
        round.hits.isEmpty() ? "missed" : "hit " + round.hits,
        round.busy ? "busy" : "idle",
        round.writers.accepted(),
        compared.points(),
        compared.unanswered(),
        round.stood.isEmpty() ? "" : ", stood " + round.stood);
  }

  private static void summary(List<Round> rounds, long points) {
    Map<CrashAim, String> hits = new EnumMap<>(CrashAim.class);
    for (CrashAim aim : CrashAim.values()) {
      long aimed = rounds.stream().filter(r -> r.aim == aim).count();
      long hit = rounds.stream().filter(r -> r.aim == aim && r.hits.contains(aim)).count();
      hits.put(aim, hit + "/" + aimed);
    }
    long busy = rounds.stream().filter(round -> round.busy).count();
    System.out.printf(
        "# crash test: %d kills, %d of them busy, %d points compared, hits of aims %s%n",
        rounds.size(), busy, points, hits);
    assertThat(points).isPositive();
    assertThat(busy)
        .as("kills that hit a busy server")
        .isGreaterThanOrEqualTo(rounds.size() * 9L / 10);
    assertThat(rounds).as("hits of aims %s", hits).allMatch(r -> r.hits.contains(r.aim));
  }
}
