package tidemark.bench;

import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import tidemark.model.Tags;
import tidemark.query.Budget;
import tidemark.query.opentsdb.AnswerWriter;
import tidemark.query.opentsdb.DataQuery;
import tidemark.query.opentsdb.Expression;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.QueryRunner;
import tidemark.query.opentsdb.Uids;
import tidemark.storage.memory.MemoryStorage;

/**
 * From an m= expression to the JSON of its answer, as it is streamed but without HTTP: 100 series
 * of one hour at 10 s, each on its own, summed, and averaged by the minute. A real OpenTSDB on
 * HBase took 28 to 49 ms for the first (contracts/hbase-howto.md).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseCompactObjectHeaders"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OpenTsdbQueryBenchmark {
  private static final int SERIES = 100;
  private static final int POINTS = 360;
  private static final long STEP = 10_000;
  private static final long START = 1_699_999_200_000L;

  /** What is asked. */
  @Param({"sum:load{host=*}", "sum:load", "avg:1m-avg:load{host=*}"})
  public String m = "";

  private final MemoryStorage storage = MemoryStorage.create();
  private final Uids uids = new CountingUids();
  private final QueryRunner runner = new QueryRunner(storage, uids, false, 1_000_000);

  @Setup
  public void fill() {
    var batch = new Batch(storage.table());
    for (int s = 0; s < SERIES; s++) {
      int id = storage.table().resolve(SeriesKey.of("load", Tags.of("host", "host" + s)));
      for (int p = 0; p < POINTS; p++) {
        batch.add(id, START + p * STEP, p + s * 0.001);
      }
    }
    storage.write(batch);
  }

  @Benchmark
  public byte[] answer() {
    DataQuery query =
        new DataQuery(
            Long.toString(START / 1000),
            Long.toString(START / 1000 + 3599),
            ZoneOffset.UTC,
            Set.of(),
            List.of(Expression.parse("m", m).ofMetric()));
    var found = runner.run(query, START + 3_600_000, Budget.UNLIMITED);
    var out = new JsonOut(OutputStream.nullOutputStream());
    return new AnswerWriter(
            query, uids, AnswerWriter.Notes.NONE, AnswerWriter.NanStyle.TEXT, 0, out)
        .write(found)
        .toBytes();
  }

  /** Uids as the server's, without their journal. */
  private static final class CountingUids implements Uids {
    private final Map<Kind, Map<String, Integer>> ids = new EnumMap<>(Kind.class);
    private final Map<Kind, List<String>> names = new EnumMap<>(Kind.class);

    CountingUids() {
      for (Kind kind : Kind.values()) {
        ids.put(kind, new HashMap<>());
        names.put(kind, new ArrayList<>());
      }
    }

    @Override
    public int find(Kind kind, String name) {
      return ids.getOrDefault(kind, Map.of()).getOrDefault(name, 0);
    }

    @Override
    public @Nullable String name(Kind kind, int id) {
      List<String> all = names.getOrDefault(kind, List.of());
      return id < 1 || id > all.size() ? null : all.get(id - 1);
    }

    @Override
    public int assign(Kind kind, String name) {
      int known = find(kind, name);
      if (known != 0) {
        return known;
      }
      List<String> all = names.getOrDefault(kind, List.of());
      all.add(name);
      ids.getOrDefault(kind, new HashMap<>()).put(name, all.size());
      return all.size();
    }

    @Override
    public void assign(SeriesKey key) {
      assign(Kind.METRIC, key.name());
      for (int i = 0; i < key.tags().size(); i++) {
        assign(Kind.TAGK, key.tags().key(i));
        assign(Kind.TAGV, key.tags().value(i));
      }
    }
  }
}
