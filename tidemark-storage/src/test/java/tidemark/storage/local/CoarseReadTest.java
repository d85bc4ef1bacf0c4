package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.model.Batch;
import tidemark.model.Points;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.storage.Downsample;
import tidemark.storage.Downsample.Function;
import tidemark.storage.Fetch;
import tidemark.storage.local.disk.FaultyDisk;
import tidemark.testing.Seeded;

/** One point a bucket from summaries is what the points themselves make. */
@ExtendWith(Seeded.class)
class CoarseReadTest {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long START = 19_675 * DAY;
  private static final int KINDS = 7;

  /** What a plain loop over the points of a bucket finds. */
  private static final class Naive {
    int points;
    int real;
    double first;
    double last;
    double min = Double.NaN;
    double max = Double.NaN;
    double sum;
    double size;

    void add(double value) {
      first = points++ == 0 ? value : first;
      last = value;
      if (!Double.isNaN(value)) {
        min = real == 0 ? value : Math.min(min, value);
        max = real == 0 ? value : Math.max(max, value);
        sum += value;
        size += Math.abs(value);
        real++;
      }
    }

    double of(Function function) {
      return switch (function) {
        case AVERAGE -> sum / real;
        case COUNT -> real;
        case FIRST -> first;
        case LAST -> last;
        case MAX -> max;
        case MIN -> min;
        case SUM -> real == 0 ? Double.NaN : sum;
      };
    }
  }

  @Test
  void answersAsDecodingDoes(Random random) throws IOException {
    for (int round = 0; round < 12; round++) {
      Rig rig = new Rig(new FaultyDisk(random), 1 << 22);
      for (int part = 0; part < 6; part++) {
        write(rig, random);
        switch (random.nextInt(5)) {
          case 0 -> {}
          case 1 -> delete(rig, random);
          case 2 -> rig.storage().merge();
          default -> rig.storage().seal();
        }
        for (int question = 0; question < 20; question++) {
          compare(rig, random);
        }
      }
    }
  }

  /** Points of some hours: after those that are there, or among them and on them. */
  private static void write(Rig rig, Random random) {
    Batch batch = rig.batch();
    for (int series = 0; series < KINDS; series++) {
      int id = batch.table().resolve(SeriesKey.of("s" + series));
      long step = new long[] {10_000, 60_000, 600_000}[random.nextInt(3)];
      long time = START + random.nextInt(48) * HOUR + random.nextInt(3) * step;
      boolean jitter = random.nextInt(3) == 0;
      double walk = random.nextInt(1000);
      for (int i = random.nextInt(1500); i > 0; i--) {
        time += step + (jitter ? random.nextInt(3) : 0);
        walk += random.nextInt(21) - 10;
        switch (series) {
          case 0 -> batch.add(id, time, walk / 100);
          case 1 -> batch.addInteger(id, time, (long) walk);
          case 2 -> batch.add(id, time, random.nextGaussian());
          case 3 -> batch.add(id, time, random.nextInt(100) == 0 ? Double.NaN : walk);
          case 4 -> batch.addInteger(id, time, Long.MAX_VALUE - random.nextInt(5));
          case 5 -> batch.add(id, time, random.nextInt(20) == 0 ? -0.0 : 7);
          default -> {
            if (random.nextBoolean()) {
              batch.add(id, time, walk / 8);
            } else {
              batch.addInteger(id, time, (long) walk);
            }
          }
        }
      }
    }
    rig.storage().write(batch);
  }

  private static void delete(Rig rig, Random random) {
    long from = START + random.nextInt(60) * HOUR;
    rig.storage()
        .delete(
            new Selector.Exact(SeriesKey.of("s" + random.nextInt(KINDS))),
            new TimeRange(from, from + 1 + random.nextInt((int) (5 * HOUR))));
  }

  private static void compare(Rig rig, Random random) {
    long width = HOUR * (1 + random.nextInt(30)) + (random.nextInt(4) == 0 ? 1 : 0);
    long from = START + random.nextInt(30) * HOUR + (random.nextBoolean() ? 12_345 : 0);
    TimeRange range =
        random.nextInt(4) == 0
            ? TimeRange.ALL
            : new TimeRange(from, from + random.nextInt((int) (3 * DAY)));
    Function function = Function.values()[random.nextInt(Function.values().length)];
    Downsample how = new Downsample(width, random.nextInt(3) * 1_800_000L, function);
    Fetch raw = Fetch.raw(new Selector.All(), range, Rig.T);
    Map<SeriesKey, TreeMap<Long, Naive>> expected = new TreeMap<>();
    rig.storage().read(raw, series -> expected.put(series.key(), naive(series.points(), how)));
    Map<SeriesKey, TreeMap<Long, Double>> answered = new TreeMap<>();
    rig.storage()
        .read(
            raw.withDownsample(how),
            series -> {
              assertThat(series.step()).isEqualTo(width);
              TreeMap<Long, Double> of = new TreeMap<>();
              for (int i = 0; i < series.points().size(); i++) {
                of.put(series.points().timestamp(i), series.points().value(i));
              }
              answered.put(series.key(), of);
            });
    assertThat(answered.keySet()).isEqualTo(expected.keySet());
    expected.forEach((key, buckets) -> {
      TreeMap<Long, Double> of = answered.get(key);
      assertThat(of.keySet()).as("%s of %s in %s", how, key, range).isEqualTo(buckets.keySet());
      buckets.forEach((time, naive) -> {
        double value = naive.of(function);
        double answer = of.get(time);
        // sums of summaries are exact where those of doubles are rounded at each step
        boolean rounded = function == Function.SUM || function == Function.AVERAGE;
        double most = rounded ? naive.size * naive.points * Math.ulp(1.0) : 0;
        assertThat(Double.compare(answer, value) == 0 || Math.abs(answer - value) <= most)
            .as("%s of %s at %s in %s: %s, not %s", how, key, time, range, answer, value)
            .isTrue();
      });
    });
  }

  private static TreeMap<Long, Naive> naive(Points points, Downsample how) {
    TreeMap<Long, Naive> buckets = new TreeMap<>();
    for (int i = 0; i < points.size(); i++) {
      buckets
          .computeIfAbsent(how.bucket(points.timestamp(i)), t -> new Naive())
          .add(points.value(i));
    }
    return buckets;
  }

  @Test
  void yearOfDailyAveragesDecodesNothingButTheEdges() throws IOException {
    Rig rig = new Rig(new FaultyDisk(new Random(1)), 1 << 24);
    long step = 300_000;
    for (int day = 0; day < 365; day++) {
      Batch batch = rig.batch();
      for (int series = 0; series < 10; series++) {
        int id = batch.table().resolve(SeriesKey.of("s" + series));
        for (long time = START + day * DAY; time < START + (day + 1) * DAY; time += step) {
          batch.add(id, time, (time / step * (series + 7) % 1009) / 10.0);
        }
      }
      rig.storage().write(batch);
      if (day % 30 == 29) {
        rig.storage().seal();
      }
    }
    rig.storage().seal();
    Downsample daily = new Downsample(DAY, 0, Function.AVERAGE);
    Fetch whole =
        Fetch.raw(new Selector.All(), new TimeRange(START, START + 365 * DAY), Rig.T)
            .withDownsample(daily);
    assertThat(days(rig, whole)).isEqualTo(3650);
    assertThat(entries(rig, "summaries")).isEqualTo(3650);
    assertThat(entries(rig, "points")).isZero();

    Fetch cut =
        Fetch.raw(new Selector.All(), new TimeRange(START + HOUR, START + 365 * DAY - HOUR), Rig.T)
            .withDownsample(daily);
    assertThat(days(rig, cut)).isEqualTo(3650);
    assertThat(entries(rig, "summaries")).isEqualTo(3650 + 3630);
    assertThat(entries(rig, "points")).isEqualTo(20);
  }

  private static int days(Rig rig, Fetch fetch) {
    int[] points = {0};
    rig.storage().read(fetch, series -> points[0] += series.points().size());
    return points[0];
  }

  private static long entries(Rig rig, String from) {
    return rig.meters.read().stream()
        .filter(r -> r.id().toString().contains(from))
        .filter(r -> r.id().name().equals("tidemark_coarse_entries_total"))
        .mapToLong(r -> (long) r.value())
        .sum();
  }
}
