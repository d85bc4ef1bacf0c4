package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testing.Seeded;

/**
 * kill -9, again and again on the same data: every point that was accepted is there afterwards, and
 * no point is there that was never sent. Small segments and a short seal age make sealing, renaming
 * and dropping of segments frequent; every third start is killed too, in recovery. 10 rounds; 50
 * with -Dtidemark.long=true.
 */
@ExtendWith(Seeded.class)
class CrashTest {
  private static final Pattern POINT = Pattern.compile("\"(\\d+)\":(-?[0-9.]+)");
  private static final String[] OPTIONS = {
    "--set", "storage.local.segment=64KiB",
    "--set", "storage.local.seal-age=1s",
    "--set", "storage.reserve=1MiB"
  };

  @TempDir Path directory;

  @Test
  void everyAcceptedPointSurvives(Random random) throws Exception {
    int rounds = Boolean.getBoolean("tidemark.long") ? 50 : 10;
    long seed = random.nextLong();
    System.out.println("crash test: seed " + seed);
    Random chance = new Random(seed);
    Path data = directory.resolve("data");
    List<CrashWriters> journal = new ArrayList<>();
    int busy = 0;
    for (int round = 0; round < rounds; round++) {
      if (round % 3 == 2) {
        killInRecovery(data, chance);
      }
      try (ServerProcess server = ServerProcess.serve(data, OPTIONS)) {
        compare(server, journal.subList(Math.max(0, round - 1), round));
        CrashWriters writers = new CrashWriters(server, "crash.r" + round);
        waitForTheMoment(data, chance, round);
        server.kill();
        busy += writers.awaitEnd() ? 1 : 0;
        journal.add(writers);
      }
    }
    try (ServerProcess server = ServerProcess.serve(data, OPTIONS)) {
      long points = compare(server, journal);
      System.out.printf(
          "crash test: %d kills, %d of them busy, %d points compared%n", rounds, busy, points);
      assertThat(points).isPositive();
    }
    assertThat(busy).as("kills that hit a busy server").isGreaterThanOrEqualTo(rounds * 9 / 10);
  }

  @Test
  void aDamagedTailOfTheLogIsReportedAndDoesNotPreventTheStart(Random random) throws Exception {
    for (String damage : List.of("torn", "garbage", "bit")) {
      Path data = directory.resolve(damage);
      CrashWriters writers;
      try (ServerProcess server = ServerProcess.serve(data)) {
        writers = new CrashWriters(server, "damage");
        Thread.sleep(500);
        server.kill();
        writers.awaitEnd();
      }
      Path log = lastSegment(data);
      long kept = damage(log, damage, random);
      String before = Files.readString(directory.resolve(damage + ".stderr"));
      try (ServerProcess server = ServerProcess.serve(data)) {
        String said = server.stderr().substring(before.length());
        assertThat(said).as(damage).containsPattern(" (WARN|ERROR) ");
        Map<Long, Double> points = points(server, "damage.telnet");
        assertThat(points.size()).as(damage + ", of " + kept + " bytes").isPositive();
        server.stop();
      }
    }
  }

  private static long damage(Path log, String kind, Random random) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
      long length = file.length();
      switch (kind) {
        case "torn" -> file.setLength(length - 1 - random.nextInt(8));
        case "garbage" -> {
          byte[] garbage = new byte[100];
          random.nextBytes(garbage);
          file.seek(length);
          file.write(garbage);
        }
        default -> {
          long at = length - 1 - random.nextInt(8);
          file.seek(at);
          int b = file.read();
          file.seek(at);
          file.write(b ^ 1 << random.nextInt(8));
        }
      }
      return file.length();
    }
  }

  private static Path lastSegment(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("local/log"))) {
      return files.max(Comparator.comparing(Path::toString)).orElseThrow();
    }
  }

  private static void killInRecovery(Path data, Random chance) throws Exception {
    try (ServerProcess server = ServerProcess.launch(data, OPTIONS)) {
      Thread.sleep(200 + chance.nextInt(1300));
      server.kill();
    }
  }

  /** By the clock in one round, by the length of what is on disk in the next. */
  private static void waitForTheMoment(Path data, Random chance, int round) throws Exception {
    if (round % 2 == 0) {
      Thread.sleep(300 + chance.nextInt(1200));
      return;
    }
    long until = size(data) + 50_000 + chance.nextInt(400_000);
    for (int tries = 0; size(data) < until && tries < 1000; tries++) {
      Thread.sleep(2);
    }
  }

  private static long size(Path data) throws IOException {
    long sum = 0;
    try (Stream<Path> files = Files.list(data.resolve("local/log"))) {
      for (Path file : files.toList()) {
        sum += file.toFile().length(); // 0 when it has just been dropped
      }
    }
    return sum;
  }

  private static long compare(ServerProcess server, List<CrashWriters> journal) throws Exception {
    long compared = 0;
    for (CrashWriters writers : journal) {
      for (int door = 0; door < CrashWriters.DOORS.size(); door++) {
        if (writers.accepted(door) == 0) {
          continue;
        }
        Map<Long, Double> points = points(server, writers.metric(door));
        for (int i = 0; i < writers.accepted(door); i++) {
          assertThat(points.get(CrashWriters.START + i))
              .as("point %d of %d of %s", i, writers.accepted(door), writers.metric(door))
              .isEqualTo(i);
        }
        points.forEach((time, value) -> assertThat(value).isEqualTo(time - CrashWriters.START));
        compared += points.size();
      }
    }
    return compared;
  }

  private static Map<Long, Double> points(ServerProcess server, String metric) throws Exception {
    String query = "/api/query?start=1699999999&end=1800000000&m=sum:" + metric + "%7Bw=1%7D";
    String json = server.get("opentsdb", query).body();
    Map<Long, Double> points = new HashMap<>();
    Matcher point = POINT.matcher(json.substring(Math.max(0, json.indexOf("\"dps\""))));
    while (point.find()) {
      points.put(Long.parseLong(point.group(1)), Double.parseDouble(point.group(2)));
    }
    return points;
  }
}
