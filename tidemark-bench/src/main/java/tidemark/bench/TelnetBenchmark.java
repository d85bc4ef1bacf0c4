package tidemark.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tidemark.ingest.opentsdb.Telnet;

/**
 * A telnet put of a series that is known, in ns; {@code -prof gc} shows the bytes allocated a line.
 * A connection's own memory, of 100,000 lines here, is in them. Iterations of one connection each,
 * so that as much is compiled on a busy machine as on an idle one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 40, time = 1, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 80, time = 1, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class TelnetBenchmark {
  private final LineLoad load =
      new LineLoad((series, seconds, value) ->
          "put cpu.user %d %s host=host%04d rack=rack%d dc=dc1\n"
              .formatted(seconds, value, series, series % 20));

  private final Telnet protocol = new Telnet(LineLoad.context());

  /** A line from its bytes to its place in the batch. */
  @Benchmark
  @OperationsPerInvocation(LineLoad.LINES)
  public void line() {
    load.send(protocol);
  }
}
