package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tidemark.relay.Relay;
import tidemark.relay.intake.LineIntake;
import tidemark.relay.send.SendOptions;
import tidemark.testing.Seeded;

/**
 * Points through two tiers of relays to three clusters, while relays, aggregators and disk nodes
 * are killed and come back: afterwards every point is in every cluster once, the counting sink had
 * it once, and sums and counts are those of a naive model. 500,000 points; 10 million with
 * -Dtidemark.long=true.
 */
@ExtendWith(Seeded.class)
class TwoTierTest {
  private static final int GROUPS = 100;
  private static final int MEMBERS = 250;
  private static final int SECONDS = Boolean.getBoolean("tidemark.long") ? 400 : 20;
  private static final int BETWEEN_KILLS_MILLIS = 2000;
  private static final int LEAST_ROUNDS = 4;
  private static final int PATIENCE_SECONDS = 180;
  private static final int MARGIN_SECONDS = 2 * TwoTiers.BUCKET;

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void everyPointIsInEveryClusterOnce(Random random) throws Exception {
    int counting = freePort();
    long began = System.nanoTime();
    try (TwoTiers tiers = new TwoTiers(folder, counting);
        Relay feeder = OwnRelay.start(folder.resolve("feeder"), tiers.entrance(), null)) {
      tiers.startAll();
      TwoTierModel model = new TwoTierModel(GROUPS, MEMBERS, System.currentTimeMillis() / 1000);
      TwoTierModel.Tally counted = model.new Tally("the counting sink");
      Relay sink = OwnRelay.start(folder.resolve("sink"), counting(counting), into(counted));
      try {
        Killer killer = new Killer(tiers, random);
        feed(model, feeder.intake("test"));
        killer.end();
        await(counted);
        counted.check();
        for (Map.Entry<String, List<String>> cluster : TwoTiers.CLUSTERS.entrySet()) {
          stored(model, tiers, cluster.getKey(), cluster.getValue());
        }
        System.out.printf(
            "# two tiers: %d points, %d results, killed %s, all at the sink and in %d clusters"
                + " once, %d s%n",
            model.points(),
            model.aggregates().size(),
            killer.killed,
            TwoTiers.CLUSTERS.size(),
            TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
      } finally {
        sink.close();
      }
    } finally {
      client.close();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }

  private static String counting(int port) {
    return "listen type linemode 127.0.0.1:" + port + " proto tcp ;\nmatch * send to local ;\n";
  }

  private static SendOptions.Local into(TwoTierModel.Tally tally) {
    return (bytes, from, to) ->
        new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)
            .lines()
            .map(line -> line.split(" "))
            .forEach(words ->
                tally.point(words[0], Long.parseLong(words[2]), Double.parseDouble(words[1])));
  }

  /** A second of points each second. */
  private static void feed(TwoTierModel model, LineIntake intake) throws InterruptedException {
    for (int second = 0; second < SECONDS; second++) {
      long due = (model.began() + second) * 1000;
      while (System.currentTimeMillis() < due) {
        Thread.sleep(Math.max(1, due - System.currentTimeMillis()));
      }
      byte[] lines = model.next();
      intake.accept(lines, 0, lines.length);
    }
  }

  /** Kills a relay and a disk node at a time and starts them again, until it is told to end. */
  private static final class Killer {
    private final TwoTiers tiers;
    private final Random random;
    private final List<String> killed = new ArrayList<>();
    private final Thread thread;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Exception failure;

    Killer(TwoTiers tiers, Random random) {
      this.tiers = tiers;
      this.random = random;
      this.thread = Thread.ofVirtual().start(this::run);
    }

    private void run() {
      int first = random.nextInt(4);
      try {
        for (int round = 0;
            !over.await(BETWEEN_KILLS_MILLIS, TimeUnit.MILLISECONDS) || round < LEAST_ROUNDS;
            round++) {
          // In turn, so that each kind has its kills.
          String relay = TwoTiers.relays().get((first + round) % 4);
          String disk = TwoTiers.disks().get(random.nextInt(4));
          tiers.kill(relay);
          Thread.sleep(random.nextInt(300));
          tiers.kill(disk);
          Thread.sleep(random.nextInt(700));
          tiers.start(List.of(relay, disk));
          killed.addAll(List.of(relay, disk));
        }
      } catch (IOException | InterruptedException e) {
        failure = e;
      }
    }

    /** Ends when the last ones are up again. */
    void end() throws Exception {
      over.countDown();
      thread.join();
      if (failure != null) {
        throw failure;
      }
    }
  }

  private static void await(TwoTierModel.Tally tally) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!tally.isFull() && System.nanoTime() < deadline) {
      Thread.sleep(100);
    }
  }

  /** What the members of a cluster have together; waits for the last lines. */
  private void stored(TwoTierModel model, TwoTiers tiers, String name, List<String> members)
      throws IOException, InterruptedException {
    TwoTierModel.Tally tally = tally(model, tiers, name, members);
    for (int tries = 0; tries < 30 && !tally.isFull(); tries++) {
      Thread.sleep(500);
      tally = tally(model, tiers, name, members);
    }
    tally.check();
  }

  private TwoTierModel.Tally tally(
      TwoTierModel model, TwoTiers tiers, String name, List<String> members)
      throws IOException, InterruptedException {
    TwoTierModel.Tally tally = model.new Tally(name);
    for (String member : members) {
      for (int group = 0; group < model.groups(); group++) {
        String query =
            String.format(
                "/render?format=raw&from=%d&until=%d&target=in.g%d.*&target=sum.g%<d&target=count.g%<d",
                model.began() - MARGIN_SECONDS, model.ended() + MARGIN_SECONDS, group);
        URI uri = URI.create(tiers.http(member) + query);
        HttpResponse<String> answer =
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("%s %s", uri, answer.body()).isEqualTo(200);
        answer.body().lines().forEach(line -> raw(tally, line));
      }
    }
    return tally;
  }

  /** {@code name,start,end,step|values}. */
  private static void raw(TwoTierModel.Tally tally, String line) {
    String[] halves = line.split("\\|");
    String[] head = halves[0].split(",");
    long time = Long.parseLong(head[1]);
    for (String value : halves[1].split(",")) {
      if (!value.equals("None")) {
        tally.point(head[0], time, Double.parseDouble(value));
      }
      time += Long.parseLong(head[3]);
    }
  }
}
