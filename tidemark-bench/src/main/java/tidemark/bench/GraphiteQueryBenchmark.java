package tidemark.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import tidemark.model.SeriesKey;
import tidemark.query.Budget;
import tidemark.query.graphite.EventTimes;
import tidemark.query.graphite.GraphiteLimits;
import tidemark.query.graphite.GraphiteQuery;
import tidemark.query.graphite.GraphiteRequest;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.format.RenderFormats;
import tidemark.query.graphite.format.RenderOptions;
import tidemark.query.graphite.function.CarbonapiFunctions;
import tidemark.retention.Retentions;
import tidemark.storage.memory.MemoryStorage;

/**
 * From a target to the JSON of its answer, without HTTP: 3,000 series of 500 points in memory, one
 * each 10 s, and what dashboards ask of them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx2g", "-XX:+UseCompactObjectHeaders", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class GraphiteQueryBenchmark {
  private static final int POINTS = 500;
  private static final int STEP = 10;
  private static final long START = 1_699_999_200;

  /** What is asked. */
  @Param({
    "dc1.rack0.host0.cpu.user",
    "sumSeries(dc1.rack0.host{0,1}*.cpu.*)",
    "groupByNode(dc1.*.*.cpu.*,1,\"sum\")",
    "movingAverage(dc1.*.host{0,1}.cpu.*,10)"
  })
  public String target = "";

  private final MemoryStorage storage = MemoryStorage.create();
  private final GraphiteQuery query =
      new GraphiteQuery(
          storage,
          Retentions.NONE,
          GraphiteLimits.DEFAULT,
          CarbonapiFunctions.withGraphites(),
          EventTimes.NONE);

  @Setup
  public void fill() {
    var batch = new Batch(storage.table());
    for (int rack = 0; rack < 10; rack++) {
      for (int host = 0; host < 60; host++) {
        for (String what : List.of("user", "system", "idle", "iowait", "nice")) {
          String name = "dc1.rack" + rack + ".host" + host + ".cpu." + what;
          int id = storage.table().resolve(SeriesKey.of(name));
          for (int p = 0; p < POINTS; p++) {
            batch.add(id, (START + (long) p * STEP) * 1000, p * 0.25 + id);
          }
        }
        storage.write(batch);
        batch.clear();
      }
    }
  }

  @Benchmark
  public long answer() throws IOException {
    long end = START + POINTS * STEP;
    var request =
        new GraphiteRequest(
            new Need(START, end), Instant.ofEpochSecond(end), ZoneOffset.UTC, 0, Map.of());
    var series = query.render(List.of(target), request, Budget.UNLIMITED).series();
    var out = new Counting();
    RenderFormats.named("json", options(request)).orElseThrow().write(series, out);
    return out.bytes;
  }

  private static RenderOptions options(GraphiteRequest request) {
    return new RenderOptions(Optional.empty(), false, false, request.zone(), request.range());
  }

  private static final class Counting extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int off, int len) {
      bytes += len;
    }
  }
}
