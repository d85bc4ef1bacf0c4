package tidemark.bench;

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
import org.openjdk.jmh.annotations.Warmup;
import tidemark.model.Batch;
import tidemark.model.PathPattern;
import tidemark.model.Selector;
import tidemark.model.Series;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.storage.Fetch;
import tidemark.storage.memory.MemoryStorage;

/**
 * Reading 3,000 series of 500 points and summing them in 30 groups, as a dashboard's
 * groupByNode(sum) does: what Fetch and Points cost before any function.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseCompactObjectHeaders"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StorageReadBenchmark {
  private static final int SERIES = 3_000;
  private static final int POINTS = 500;
  private static final int GROUPS = 30;
  private static final long STEP = 10_000;
  private static final long START = 1_700_000_000_000L;

  /** ms by which single points stray from the grid; 0 is regular data. */
  @Param({"0", "3"})
  public int stray = 0;

  private final MemoryStorage storage = MemoryStorage.create();
  private final Fetch fetch =
      Fetch.raw(
          new Selector.Path(PathPattern.parse("group*.host*.load")),
          new TimeRange(START, START + (POINTS + 1) * STEP),
          START + POINTS * STEP);

  @Setup
  public void fill() {
    int[] ids = new int[SERIES];
    for (int s = 0; s < SERIES; s++) {
      ids[s] = storage.table().resolve(SeriesKey.of("group" + s % GROUPS + ".host" + s + ".load"));
    }
    var batch = new Batch(storage.table());
    for (int p = 0; p < POINTS; p++) {
      for (int s = 0; s < SERIES; s++) {
        long late = stray == 0 ? 0 : (p * 31 + s) % (stray + 1);
        batch.add(ids[s], START + p * STEP + late, p + s * 0.001);
      }
      storage.write(batch);
      batch.clear();
    }
  }

  @Benchmark
  public double sumInGroups() {
    double[][] sums = new double[GROUPS][POINTS];
    storage.read(fetch, series -> Slots.add(series, sums[group(series)], START, STEP));
    double check = 0;
    for (double[] sum : sums) {
      check += sum[POINTS - 1];
    }
    return check;
  }

  private static int group(Series series) {
    String name = series.key().name();
    return Integer.parseInt(name, "group".length(), name.indexOf('.'), 10);
  }
}
