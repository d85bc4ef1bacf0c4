package tidemark.query.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.model.Batch;
import tidemark.model.Points;
import tidemark.model.Series;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.query.Budget;
import tidemark.storage.Downsample;
import tidemark.storage.Fetch;
import tidemark.storage.FilterStorage;
import tidemark.storage.Storage;
import tidemark.storage.memory.MemoryStorage;
import tidemark.testing.Seeded;

/** A storage that joins the points of a bucket itself changes no answer. */
@ExtendWith(Seeded.class)
class StorageDownsamplingTest {
  private static final long START = 1_700_000_000_000L;

  private int joined;

  /** Does what a {@link Fetch} wishes, by the aggregators themselves. */
  private final class Joining extends FilterStorage {
    Joining(Storage inner) {
      super(inner);
    }

    @Override
    public void read(Fetch fetch, Consumer<Series> out) {
      Downsample how = fetch.downsample();
      super.read(fetch, series -> out.accept(how == null ? series : join(series, how)));
    }

    private Series join(Series series, Downsample how) {
      joined++;
      Aggregator fold = Aggregators.named(name(how.function()));
      assertThat(fold).isNotNull();
      List<Double> values = new ArrayList<>();
      List<Long> times = new ArrayList<>();
      Points points = series.points();
      for (int i = 0; i < points.size(); ) {
        long bucket = how.bucket(points.timestamp(i));
        double[] in = new double[points.size()];
        int n = 0;
        for (; i < points.size() && points.timestamp(i) < bucket + how.width(); i++) {
          in[n++] = points.value(i);
        }
        times.add(bucket);
        values.add(fold.doubles().of(in, n));
      }
      return new Series(
          series.key(),
          new Points.Irregular(
              times.stream().mapToLong(t -> t).toArray(),
              values.stream().mapToDouble(v -> v).toArray(),
              times.size(),
              null),
          how.width());
    }

    private static String name(Downsample.Function function) {
      return switch (function) {
        case AVERAGE -> "avg";
        case COUNT -> "count";
        case FIRST -> "first";
        case LAST -> "last";
        case MAX -> "max";
        case MIN -> "min";
        case SUM -> "sum";
      };
    }
  }

  @Test
  void answersAlikeWhetherTheStorageJoinsOrNot(Random random) {
    SeriesTable table = new SeriesTable();
    MemoryStorage storage = new MemoryStorage(table);
    Uids uids = new PlainUids();
    Batch batch = new Batch(table);
    for (int series = 0; series < 4; series++) {
      SeriesKey key = SeriesKey.parse("load;host=h" + series);
      uids.assign(key);
      for (int i = 0; i < 300; i++) {
        long time = START + random.nextInt(200) * 600_000L + random.nextInt(2);
        if (random.nextBoolean()) {
          batch.addInteger(table.resolve(key), time, random.nextInt(1000));
        } else {
          batch.add(
              table.resolve(key),
              time,
              random.nextInt(20) == 0 ? Double.NaN : random.nextInt(1000) / 8.0);
        }
      }
    }
    storage.write(batch);
    QueryRunner plain = new QueryRunner(storage, uids, false, 100);
    QueryRunner joining = new QueryRunner(new Joining(storage), uids, false, 100);
    for (int i = 0; i < 2_000; i++) {
      DataQuery query = query(random);
      assertThat(text(joining.run(query, START, Budget.UNLIMITED)))
          .as("%s", query)
          .isEqualTo(text(plain.run(query, START, Budget.UNLIMITED)));
      assertThat(text(joining.padded(query, START, Budget.UNLIMITED)))
          .as("padded %s", query)
          .isEqualTo(text(plain.padded(query, START, Budget.UNLIMITED)));
    }
    assertThat(joined).isGreaterThan(1_000);
  }

  private static DataQuery query(Random random) {
    List<String> functions =
        List.of(
            "avg", "sum", "min", "max", "count", "first", "last", "mimmin", "mimmax", "zimsum",
            "pfsum", "dev", "median", "p90");
    List<String> lengths = List.of("1h", "90m", "7h", "1d", "1dc", "5m", "0all", "3600001ms");
    List<String> fills = List.of("", "-nan", "-zero", "-null", "-none");
    long start = START + random.nextInt(100_000) * 1_000L;
    long end = start + 1 + random.nextInt(100_000) * 1_000L;
    String downsample = one(lengths, random) + "-" + one(functions, random) + one(fills, random);
    SubQuery sub =
        new SubQuery(
            one(List.of("sum", "none", "avg", "zimsum"), random),
            "load",
            List.of(),
            downsample,
            random.nextInt(4) == 0,
            null,
            List.of(),
            false,
            List.of(),
            false);
    return new DataQuery(
        Long.toString(start), Long.toString(end), ZoneOffset.UTC, Set.of(), List.of(sub));
  }

  private static <T> T one(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static String text(List<OutputSeries> answer) {
    StringBuilder text = new StringBuilder();
    for (OutputSeries series : answer) {
      text.append(series.tags()).append(series.aggregateTags());
      for (int i = 0; i < series.dps().size(); i++) {
        text.append(' ')
            .append(series.dps().time(i))
            .append('=')
            .append(series.dps().isInteger(i))
            .append(series.dps().value(i));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
