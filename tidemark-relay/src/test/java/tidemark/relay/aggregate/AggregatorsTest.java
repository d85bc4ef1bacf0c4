package tidemark.relay.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tidemark.relay.language.Dialect;
import tidemark.relay.language.Expression;
import tidemark.relay.language.Parser;
import tidemark.relay.language.Rule.Aggregate;
import tidemark.relay.route.AggregatorInput;

/** Aggregation against a clock that the test moves; times are seconds. */
class AggregatorsTest {
  private final AggregatorCounts counts = new AggregatorCounts();
  private final List<String> written = new ArrayList<>();
  private Dialect dialect = Dialect.V3_9;
  private long now = 1000;
  private Aggregators aggregators;
  private Aggregate rule;
  private Function<Expression, AggregatorInput> inputs;

  private void rule(String text) {
    rule = (Aggregate) Parser.parse("test", text, dialect).rules().getFirst();
    aggregators = new Aggregators(dialect, counts);
    inputs = aggregators.add(rule);
  }

  private void line(String name, String rest) {
    byte[] bytes = (name + " " + rest).getBytes(StandardCharsets.ISO_8859_1);
    for (Expression expression : rule.any()) {
      if (expression.matches(name)) {
        inputs.apply(expression).slot(name).add(bytes, name.length() + 1, bytes.length, now);
      }
    }
  }

  private List<String> at(long seconds) {
    now = seconds;
    written.clear();
    aggregators.expire(now, (each, line) -> written.add(line));
    return written;
  }

  @Test
  void writesABucketWhenItHasWaited() {
    rule(
        "aggregate ^in\\.(.*)$ every 10 seconds expire after 15 seconds compute sum write to \\1;");
    line("in.a", "1 1000");
    line("in.a", "2 1009");
    line("in.a", "4 1010");
    // Start, expiry and, for short intervals, one interval more.
    assertThat(at(1025)).isEmpty();
    assertThat(at(1026)).containsExactly("a 3.000000 1010");
    assertThat(at(1036)).containsExactly("a 4.000000 1020");
    assertThat(at(1100)).isEmpty();
  }

  @Test
  void stampsStartMiddleOrEnd() {
    String text =
        "aggregate ^a every 5 seconds expire after 6 seconds timestamp at %s of bucket"
            + " compute count write to n;";
    for (String[] row : new String[][] {{"start", "1000"}, {"middle", "1002"}, {"end", "1005"}}) {
      now = 1000;
      rule(String.format(text, row[0]));
      line("a", "1 1001");
      assertThat(at(1020)).containsExactly("n 1 " + row[1]);
    }
  }

  @Test
  void dropsWhatIsTooOldOrTooNew() {
    rule("aggregate ^a every 10 seconds expire after 30 seconds compute count write to n;");
    // The grid begins at 970 and has 30 / 10 + 2 buckets.
    line("a", "1 969");
    line("a", "1 970");
    line("a", "1 1019");
    line("a", "1 1020");
    line("a", "1");
    assertThat(counts.receivedCount()).isEqualTo(4);
    assertThat(counts.droppedCount()).isEqualTo(2);
    assertThat(at(2000)).containsExactly("n 1 980", "n 1 1020");
    line("a", "1 1990");
    assertThat(at(2100)).containsExactly("n 1 2000");
  }

  @Test
  void writesWhatIsOverWhenItStops() {
    rule("aggregate ^a every 10 seconds expire after 30 seconds compute sum write to s;");
    line("a", "1 985");
    line("a", "2 999");
    line("a", "4 1000");
    now = 1002;
    aggregators.flush(now, (each, line) -> written.add(line));
    assertThat(written).containsExactly("s 1.000000 990", "s 2.000000 1000");
  }

  @Test
  void keepsTheRestOfTheNameUnlessItIsTheOldRelease() {
    String text =
        "aggregate ^in\\. every 5 seconds expire after 6 seconds compute sum write to out.s;";
    rule(text);
    line("in.m", "1 1000");
    assertThat(at(1020)).containsExactly("out.sm 1.000000 1005");
    dialect = Dialect.V3_7_3;
    now = 1000;
    rule(text);
    line("in.m", "1 1000");
    line("in.n", "1 1000");
    assertThat(at(1020)).containsExactly("out.s 2.000000 1005");
  }

  @Test
  void takesTheValueBehindTags() {
    rule("aggregate ^a every 5 seconds expire after 6 seconds compute sum write to s;");
    byte[] bytes = "a;b=c 7 1000".getBytes(StandardCharsets.ISO_8859_1);
    inputs.apply(rule.any().getFirst()).slot("a").add(bytes, 2, bytes.length, now);
    assertThat(at(1020)).containsExactly("s 7.000000 1005");
  }
}
