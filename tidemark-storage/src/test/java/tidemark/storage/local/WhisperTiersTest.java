package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.Points;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.TimeRange;
import tidemark.retention.Archive;
import tidemark.retention.Retention;
import tidemark.retention.Rollup;
import tidemark.storage.EngineContext;
import tidemark.storage.Fetch;
import tidemark.storage.local.disk.FaultyDisk;
import tidemark.testing.Seeded;

/**
 * What whisper itself read back from its files (whisper-cases.txt), against tiers that were rolled
 * up at any moments in between, by the clock of the recording. Two reads see a point that was older
 * than the finest archive when it came: whisper has it in the coarser one at once, here that takes
 * an hour of lateness more.
 */
@ExtendWith(Seeded.class)
class WhisperTiersTest {
  private static final List<String> LATE =
      List.of("whisper.028.too_old_future read 1", "whisper.032.rewrite_past read 1");
  private static final SeriesKey KEY = SeriesKey.of("m");

  private FaultyDisk disk = new FaultyDisk(new Random(1));
  private SeriesTable table = new SeriesTable();
  private Retention retention = new Retention(List.of(), Rollup.AVERAGE, 0);
  private long now;

  private LocalStorage open() {
    table = new SeriesTable();
    return LocalStorage.open(
        TestOptions.SMALL,
        new EngineContext(
            Path.of("unused"),
            key -> Optional.of(retention),
            table,
            () -> Instant.ofEpochSecond(now),
            new Meters()),
        disk,
        () -> TimeUnit.SECONDS.toNanos(now));
  }

  @Test
  void tiersAnswerAsWhisperDoes(Random random) throws IOException {
    for (int often : new int[] {2, 20, 1000}) {
      int reads = play(random, often);
      assertThat(reads).isEqualTo(140);
    }
  }

  private int play(Random random, int often) throws IOException {
    disk = new FaultyDisk(random);
    LocalStorage storage = open();
    String id = "";
    int number = 0;
    int reads = 0;
    for (String line : lines()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "case" -> {
          id = words[1];
          number = 0;
          retention = retention(words);
          disk = new FaultyDisk(random);
          now = 0;
          storage = open();
        }
        case "put" -> {
          now = Long.parseLong(words[1]);
          Batch batch = new Batch(table);
          for (int i = 2; i < words.length; i += 2) {
            long time = Long.parseLong(words[i]) * 1000;
            batch.add(table.resolve(KEY), time, Double.parseDouble(words[i + 1]));
          }
          storage.write(batch);
          if (random.nextInt(often) == 0) {
            storage.seal();
          }
          if (random.nextInt(often) == 0) {
            storage.merge();
          }
          if (random.nextInt(10 * often) == 0) {
            disk = disk.restart();
            storage = open();
          }
        }
        case "read" -> {
          String name = id + " read " + number++;
          now = Long.parseLong(words[3]);
          if (words.length > 5 && !LATE.contains(name)) {
            check(name, storage, words);
            reads++;
          }
        }
        default -> {}
      }
    }
    return reads;
  }

  private static List<String> lines() {
    try (InputStream in = WhisperTiersTest.class.getResourceAsStream("/whisper-cases.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Retention retention(String[] words) {
    List<Archive> archives = new ArrayList<>();
    for (int i = 4; i < words.length; i++) {
      String[] parts = words[i].split(":");
      archives.add(new Archive(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
    }
    return new Retention(archives, Rollup.of(words[2]).orElseThrow(), Float.parseFloat(words[3]));
  }

  private void check(String name, LocalStorage storage, String[] words) {
    long start = Long.parseLong(words[4]) * 1000;
    long until = Long.parseLong(words[5]) * 1000;
    long step = Long.parseLong(words[6]) * 1000;
    boolean finest = step == retention.archives().getFirst().stepSeconds() * 1000L;
    double[] slots = new double[words.length - 7];
    Arrays.fill(slots, Double.NaN);
    Fetch fetch =
        Fetch.raw(new Selector.Exact(KEY), new TimeRange(start, until), now * 1000)
            .withEmpty()
            .withStep(finest ? 0 : step);
    storage.read(
        fetch,
        series -> {
          assertThat(series.step()).isEqualTo(finest ? 0 : step);
          Points points = series.points();
          for (int i = 0; i < points.size(); i++) {
            slots[(int) ((points.timestamp(i) - start) / step)] = points.value(i);
          }
        });
    for (int i = 0; i < slots.length; i++) {
      if (words[7 + i].equals("-")) {
        assertThat(slots[i]).as("%s slot %d", name, i).isNaN();
      } else {
        assertThat(slots[i])
            .as("%s slot %d", name, i)
            .isCloseTo(Double.parseDouble(words[7 + i]), within(1e-9));
      }
    }
  }
}
