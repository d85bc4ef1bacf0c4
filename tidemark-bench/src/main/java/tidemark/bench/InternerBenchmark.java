package tidemark.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tidemark.model.Interner;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesSyntax;
import tidemark.model.SeriesTable;
import tidemark.model.Tags;

/**
 * From a name's bytes to its id, one name per invocation, round after round of all series, as
 * agents send them: in the same order, shuffled anew in each round (the worst for the hint), and
 * with a tenth of the names new in each round (which includes parsing them and retiring the old).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class InternerBenchmark {
  /** How rounds differ. */
  public enum Order {
    SAME,
    SHUFFLED,
    TENTH_NEW
  }

  private static final SeriesSyntax PATH =
      (buffer, offset, length) ->
          SeriesKey.of(new String(buffer, offset, length, StandardCharsets.UTF_8));

  private static final SeriesSyntax PUT =
      (buffer, offset, length) -> {
        String[] words = new String(buffer, offset, length, StandardCharsets.UTF_8).split("[ =]");
        return SeriesKey.of(words[0], Tags.of(Arrays.asList(words).subList(1, words.length)));
      };

  private static final int ORDERS = 8;
  private static final int VERSION_DIGITS = 8;

  /** Distinct names in a round. */
  @Param({"10000", "100000", "1000000"})
  public int series;

  /** How rounds differ. */
  @Param public Order order = Order.SAME;

  private final Random random = new Random(5);
  private SeriesTable table = new SeriesTable(1);
  private Interner paths = table.interner(PATH);
  private Interner puts = table.interner(PUT);
  private byte[] lines = {};
  private int[] starts = {};
  private int[] lengths = {};
  private int[] nameLengths = {};
  private int[][] orders = {};
  private int round;
  private int next;
  private int version;

  /** Builds the names; the first rounds of the warm-up intern them. */
  @Setup(Level.Trial)
  public void build() {
    table = new SeriesTable(3 * series);
    paths = table.interner(PATH);
    puts = table.interner(PUT);
    var text = new StringBuilder();
    starts = new int[series];
    lengths = new int[series];
    nameLengths = new int[series];
    for (int i = 0; i < series; i++) {
      starts[i] = text.length();
      text.append("sys.cpu.").append(i % 8).append(".util host=web").append(i / 8);
      nameLengths[i] = "sys.cpu.0.util".length();
      text.append(" dc=dc").append(i % 4).append(" run=").append("0".repeat(VERSION_DIGITS));
      lengths[i] = text.length() - starts[i];
      text.append('\n');
    }
    lines = text.toString().getBytes(StandardCharsets.US_ASCII);
    orders = new int[order == Order.SHUFFLED ? ORDERS : 1][];
    List<Integer> all = Arrays.asList(new Integer[series]);
    for (int o = 0; o < orders.length; o++) {
      int[] filled = new int[series];
      Arrays.setAll(filled, i -> i);
      orders[o] = filled;
      if (order == Order.SHUFFLED) {
        for (int i = 0; i < series; i++) {
          all.set(i, filled[i]);
        }
        Collections.shuffle(all, random);
        Arrays.setAll(filled, all::get);
      }
    }
  }

  private int advance() {
    if (next == series) {
      next = 0;
      round++;
      paths.rest();
      puts.rest();
      if (order == Order.TENTH_NEW) {
        table.retireIdle(1);
      }
    }
    int i = orders[round % orders.length][next++];
    if (order == Order.TENTH_NEW && random.nextInt(10) == 0) {
      int v = ++version;
      for (int at = starts[i] + lengths[i] - 1, n = 0; n < VERSION_DIGITS; n++, at--) {
        lines[at] = (byte) ('0' + v % 10);
        v /= 10;
      }
    }
    return i;
  }

  /** A Graphite path of some 45 bytes, in one piece. */
  @Benchmark
  public int path() {
    int i = advance();
    return paths.resolve(lines, starts[i], lengths[i]);
  }

  /** A metric and three tags in two pieces, as in a telnet put. */
  @Benchmark
  public int put() {
    int i = advance();
    int tags = starts[i] + nameLengths[i] + 1;
    return puts.resolve(lines, starts[i], nameLengths[i], tags, lengths[i] - nameLengths[i] - 1);
  }
}
