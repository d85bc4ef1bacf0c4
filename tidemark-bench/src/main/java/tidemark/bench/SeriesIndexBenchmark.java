package tidemark.bench;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
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
import org.roaringbitmap.RoaringBitmap;
import tidemark.model.PathPattern;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TagMatcher;
import tidemark.model.Tags;
import tidemark.model.TextMatcher;
import tidemark.storage.index.SeriesIndex;

/**
 * Selecting among a million paths, 20 metrics of each of 50,000 hosts, and 200,000 tagged series.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx2g", "-XX:+UseCompactObjectHeaders"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SeriesIndexBenchmark {
  private static final String[] APPLICATIONS = {"web", "db", "cache", "queue", "api"};
  private static final String[] METRICS = {
    "cpu.user",
    "cpu.system",
    "cpu.idle",
    "cpu.iowait",
    "mem.used",
    "mem.free",
    "net.rx",
    "net.tx",
    "disk.read",
    "disk.write",
    "load.1m",
    "load.5m",
    "load.15m",
    "proc.count",
    "proc.blocked",
    "swap.used",
    "http.p50",
    "http.p95",
    "http.p99",
    "http.rate"
  };

  /** Path patterns, and after a semicolon a tag condition on the name {@code metric7}. */
  @Param({
    "dc1.web.host00001.cpu.user",
    "dc1.*.host0000?.cpu.{user,system}",
    "*.web.host0012*.cpu.*",
    "dc1.web.*.cpu.user",
    "*.*.host01234.*.*",
    "dc?.{web,db}.host000*.http.p9?",
    "dc1.web.host00001.**",
    "*.*.*.cpu.*",
    ";host=web777.example.org",
    ";host=~^web12..\\.example",
    ";host=~(web1|web2)\\.example"
  })
  public String question = "";

  private final SeriesIndex index = new SeriesIndex();
  private Selector selector = new Selector.All();

  @Setup
  public void fill() {
    int slot = 0;
    for (int host = 0; host < 50_000; host++) {
      String prefix =
          String.format(
              Locale.ROOT, "dc%d.%s.host%05d.", host % 4, APPLICATIONS[host / 4 % 5], host);
      for (String metric : METRICS) {
        index.add(slot++, SeriesKey.of(prefix + metric));
      }
    }
    for (int i = 0; i < 200_000; i++) {
      String host = "web" + i / 20 + ".example.org";
      index.add(
          slot++, SeriesKey.of("metric" + i % 20, Tags.of("dc", "dc" + i / 20 % 4, "host", host)));
    }
    selector = selector(question);
  }

  private static Selector selector(String question) {
    if (!question.startsWith(";")) {
      return new Selector.Path(PathPattern.parse(question));
    }
    String value = question.substring(question.indexOf('=') + 1);
    TextMatcher matcher =
        value.startsWith("~")
            ? new TextMatcher.Regex(Pattern.compile(value.substring(1)), TextMatcher.Anchor.START)
            : TextMatcher.exactly(value);
    return new Selector.Tagged(
        TextMatcher.exactly("metric7"), List.of(new TagMatcher("host", matcher, false)), false);
  }

  @Benchmark
  public RoaringBitmap select() {
    return index.select(selector);
  }
}
