package tidemark.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tidemark.model.Batch;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.TimeRange;
import tidemark.storage.Fetch;
import tidemark.storage.Storage;
import tidemark.storage.local.LocalStorage;

/**
 * A day of 1,000 series, 8,640 points each, read from the local engine's blocks and added up into
 * one series. The figure is ns a point on one thread: 2.5 is 400 million points a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LocalReadBenchmark.SERIES * LocalReadBenchmark.POINTS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx2g", "-XX:+UseCompactObjectHeaders"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class LocalReadBenchmark {
  static final int SERIES = 1_000;
  static final int POINTS = 8_640;
  private static final long STEP = 10_000;
  private static final long START = 1_699_920_000_000L; // a midnight, UTC

  /** What the values look like; mix has a fifth of each kind. */
  @Param({"mix", "gauge", "counter"})
  public String data = "mix";

  /** regular; jitter: up to 3 ms late; gaps: one in a hundred is missing. */
  @Param({"regular", "jitter", "gaps"})
  public String times = "regular";

  /** Sealings that the day was written in. */
  @Param({"1", "12"})
  public int blocks = 1;

  private final double[] sum = new double[POINTS];
  private final BenchDirectory directory = new BenchDirectory();
  private SeriesTable table = new SeriesTable();
  private Storage storage = open();

  private Storage open() {
    table = new SeriesTable();
    return LocalStorage.open(BenchDirectory.config("256MiB"), directory.context(table));
  }

  /** Writes the day; each clean stop seals. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    double[] state = new double[SERIES];
    for (int part = 0; part < blocks; part++) {
      int[] ids = new int[SERIES];
      for (int s = 0; s < SERIES; s++) {
        ids[s] = table.resolve(SeriesKey.of("host" + s + ".load"));
      }
      Batch batch = new Batch(table);
      for (int p = POINTS / blocks * part; p < POINTS / blocks * (part + 1); p++) {
        for (int s = 0; s < SERIES; s++) {
          state[s] = next(s, state[s], random);
          if (!times.equals("gaps") || random.nextInt(100) > 0) {
            long late = times.equals("jitter") ? random.nextInt(4) : 0;
            batch.add(ids[s], START + p * STEP + late, state[s]);
          }
        }
        storage.write(batch);
        batch.clear();
      }
      storage.close();
      storage = open();
    }
  }

  private double next(int s, double last, Random random) {
    int kind = data.equals("mix") ? s % 5 : data.equals("gauge") ? 0 : 1;
    return switch (kind) {
      case 0 -> Math.rint(random.nextGaussian(50, 10) * 100) / 100;
      case 1 -> last + random.nextInt(20_000);
      case 2 -> 42;
      case 3 -> random.nextInt(100) == 0 ? random.nextInt(10) : last;
      default -> Math.rint((last + random.nextDouble(2) - 1) * 100) / 100;
    };
  }

  @TearDown
  public void delete() throws IOException {
    storage.close();
    directory.delete();
  }

  @Benchmark
  public double sum() {
    Arrays.fill(sum, 0);
    storage.read(
        Fetch.raw(new Selector.All(), new TimeRange(START, START + POINTS * STEP), START),
        series -> Slots.add(series, sum, START, STEP));
    return sum[POINTS - 1];
  }
}
