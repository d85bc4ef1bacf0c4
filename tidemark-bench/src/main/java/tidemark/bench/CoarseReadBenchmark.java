package tidemark.bench;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tidemark.model.Batch;
import tidemark.model.Points;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.TimeRange;
import tidemark.storage.Downsample;
import tidemark.storage.Fetch;
import tidemark.storage.local.LocalStorage;

/**
 * Averages of 20 series at 10 s over 30 days, 5.2 million points in merged blocks, from summaries
 * and from the points themselves.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx2g", "-XX:+UseCompactObjectHeaders"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class CoarseReadBenchmark {
  private static final int SERIES = 20;
  private static final int DAYS = 30;
  private static final long STEP = 10_000;
  private static final long DAY = 86_400_000;
  private static final long START = 19_675 * DAY;

  /** Whether the read says that a point a bucket is enough. */
  @Param({"summaries", "points"})
  public String from = "summaries";

  /** Hours of a bucket. */
  @Param({"1", "24"})
  public int hours = 1;

  private final BenchDirectory directory = new BenchDirectory();
  private SeriesTable table = new SeriesTable();
  private LocalStorage storage = open();

  private LocalStorage open() {
    table = new SeriesTable();
    return LocalStorage.openIdle(BenchDirectory.config("512MiB"), directory.context(table));
  }

  /** Writes the month and merges it. */
  @Setup
  public void fill() throws IOException {
    Random random = new Random(1);
    Batch batch = new Batch(table);
    int[] ids = new int[SERIES];
    double[] counters = new double[SERIES];
    for (int s = 0; s < SERIES; s++) {
      ids[s] = table.resolve(SeriesKey.of("host" + s + ".load"));
    }
    for (long time = START; time < START + DAYS * DAY; time += STEP) {
      for (int s = 0; s < SERIES; s++) {
        counters[s] += random.nextInt(20_000);
        double gauge = Math.rint(random.nextGaussian(50, 10) * 100) / 100;
        batch.add(ids[s], time, s % 2 == 0 ? gauge : counters[s]);
      }
      if (batch.size() >= 5_000) {
        storage.write(batch);
        batch.clear();
      }
    }
    storage.write(batch);
    storage.mergeAll((done, all) -> {});
  }

  @TearDown
  public void delete() throws IOException {
    storage.close();
    directory.delete();
  }

  @Benchmark
  public double averages() {
    long width = hours * 3_600_000L;
    Fetch fetch = Fetch.raw(new Selector.All(), new TimeRange(START, START + DAYS * DAY), START);
    if (from.equals("summaries")) {
      fetch = fetch.withDownsample(new Downsample(width, 0, Downsample.Function.AVERAGE));
    }
    double[] last = {0};
    storage.read(
        fetch,
        series ->
            last[0] =
                series.step() == width
                    ? series.points().value(series.points().size() - 1)
                    : lastAverage(series.points(), width));
    return last[0];
  }

  /** Goes through all points as a consumer does that folds them itself. */
  private static double lastAverage(Points points, long width) {
    double sum = 0;
    int count = 0;
    long end = Long.MIN_VALUE;
    for (int i = 0, size = points.size(); i < size; i++) {
      if (points.timestamp(i) >= end) {
        end = points.timestamp(i) / width * width + width;
        sum = 0;
        count = 0;
      }
      sum += points.value(i);
      count++;
    }
    return sum / count;
  }
}
