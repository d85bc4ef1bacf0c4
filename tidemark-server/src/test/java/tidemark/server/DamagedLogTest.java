package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testing.Seeded;

/**
 * The end of the log is torn, overwritten or has a flipped bit: the start succeeds, says so on
 * standard error and in {@code tidemark_damage_total}, and every point that was accepted before the
 * damaged place is there. One sender, so that the length of the log after each answer says where
 * its points end.
 */
@ExtendWith(Seeded.class)
class DamagedLogTest {
  private static final int CHUNKS = 40;
  private static final int CHUNK = 50;
  private static final Pattern DAMAGE = Pattern.compile("tidemark_damage_total ([0-9]+)");

  @TempDir Path directory;

  /** Damages a segment at or after a place in its second half; gives the first damaged byte. */
  private interface Damage {
    long apply(RandomAccessFile segment, CrashDisk.Frame frame, Random chance) throws IOException;
  }

  @Test
  void tornInABody(Random random) throws Exception {
    check(random, (file, frame, chance) -> cut(file, inBody(frame, chance)));
  }

  @Test
  void tornInTheHeadOfAFrame(Random random) throws Exception {
    check(random, (file, frame, chance) -> cut(file, frame.from() + 1 + chance.nextInt(22)));
  }

  @Test
  void garbageAfterTheLastFrame(Random random) throws Exception {
    check(random, (file, frame, chance) -> overwrite(file, file.length(), garbage(chance, 100)));
  }

  @Test
  void zerosAfterTheLastFrameAsLossOfPowerLeavesThem(Random random) throws Exception {
    check(random, (file, frame, chance) -> overwrite(file, file.length(), new byte[4096]));
  }

  @Test
  void aFlippedBitInABody(Random random) throws Exception {
    check(random, (file, frame, chance) -> flip(file, inBody(frame, chance), chance));
  }

  @Test
  void aFlippedBitInTheHeadOfAFrame(Random random) throws Exception {
    check(random, (file, frame, chance) -> flip(file, frame.from() + chance.nextInt(24), chance));
  }

  @Test
  void garbageOverTheRestOfTheSegment(Random random) throws Exception {
    check(
        random,
        (file, frame, chance) ->
            overwrite(file, frame.from(), garbage(chance, (int) (file.length() - frame.from()))));
  }

  private void check(Random chance, Damage damage) throws Exception {
    Path data = directory.resolve("data");
    CrashDisk disk = new CrashDisk(data);
    List<Long> ends = new ArrayList<>(); // of the log, after each answer
    try (ServerProcess server = ServerProcess.serve(data)) {
      for (int chunk = 0; chunk < CHUNKS; chunk++) {
        assertThat(put(server, chunk)).isEqualTo(204);
        ends.add(disk.newestSegment().toFile().length());
      }
      server.kill();
    }
    Path segment = disk.newestSegment();
    List<CrashDisk.Frame> frames = CrashDisk.frames(segment);
    assertThat(frames.size()).isGreaterThanOrEqualTo(CHUNKS);
    CrashDisk.Frame frame =
        frames.get(frames.size() / 2 + chance.nextInt(frames.size() - frames.size() / 2));
    long at;
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      at = damage.apply(file, frame, chance);
    }
    long before = ends.stream().filter(end -> end <= at).count() * CHUNK;
    try (ServerProcess server = ServerProcess.serve(data)) {
      Map<Long, Double> points = CrashJournal.points(server, "damage");
      for (long i = 0; i < before; i++) {
        assertThat(points.get(CrashWriters.time((int) i)))
            .as("point %d of %d", i, before)
            .isEqualTo(i);
      }
      System.out.printf("damage at %d: %d accepted before it are there%n", at, before);
      assertThat(before).isPositive();
      assertThat(server.stderr()).containsPattern(" WARN .*\\.log");
      Matcher counter = DAMAGE.matcher(server.get("http", "/metrics").body());
      assertThat(counter.find()).isTrue();
      assertThat(Integer.parseInt(counter.group(1))).isPositive();
    }
  }

  private static int put(ServerProcess server, int chunk) throws Exception {
    var body = new StringBuilder();
    for (int i = chunk * CHUNK; i < (chunk + 1) * CHUNK; i++) {
      body.append(body.isEmpty() ? "[" : ",")
          .append("{\"metric\":\"damage\",\"timestamp\":" + CrashWriters.time(i))
          .append(",\"value\":" + i + ",\"tags\":{\"w\":\"1\"}}");
    }
    URI uri = URI.create("http://127.0.0.1:" + server.port("opentsdb") + "/api/put");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .POST(HttpRequest.BodyPublishers.ofString(body.append(']').toString()))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static long inBody(CrashDisk.Frame frame, Random chance) {
    return frame.from() + 24 + chance.nextInt((int) (frame.until() - frame.from()) - 24);
  }

  private static long cut(RandomAccessFile file, long at) throws IOException {
    file.setLength(at);
    return at;
  }

  private static long overwrite(RandomAccessFile file, long at, byte[] with) throws IOException {
    file.seek(at);
    file.write(with);
    return at;
  }

  private static long flip(RandomAccessFile file, long at, Random chance) throws IOException {
    file.seek(at);
    int b = file.read();
    return overwrite(file, at, new byte[] {(byte) (b ^ 1 << chance.nextInt(8))});
  }

  private static byte[] garbage(Random chance, int length) {
    byte[] bytes = new byte[length];
    chance.nextBytes(bytes);
    return bytes;
  }
}
