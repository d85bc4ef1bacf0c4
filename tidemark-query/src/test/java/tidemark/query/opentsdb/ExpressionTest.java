package tidemark.query.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tidemark.model.InvalidInputException;

/** contracts/opentsdb.md 5 and 5.3. */
class ExpressionTest {
  @Test
  void readsPartsInAnyOrder() {
    var expression =
        Expression.parse("m", "sum:rate{counter,65535,10}:1m-avg:explicit_tags:cpu{host=*}");
    assertThat(expression.aggregator()).isEqualTo("sum");
    assertThat(expression.downsample()).isEqualTo("1m-avg");
    assertThat(expression.rateOptions()).isEqualTo(new RateOptions(true, 65535, 10, false));
    assertThat(expression.explicitTags()).isTrue();
    assertThat(expression.ofMetric().filters())
        .containsExactly(new TagFilter(TagFilter.Type.WILDCARD, "host", "*", true));
  }

  @Test
  void readsEveryFilterForm() {
    filter("a", "literal_or(a)");
    filter("a|b", "literal_or(a|b)");
    filter("*", "wildcard(*)");
    filter("web*", "iwildcard(web*)");
    filter("web01|*", "iwildcard(web01|*)");
    filter("wildcard(w*1)", "wildcard(w*1)");
    filter("WILDCARD(w*1)", "wildcard(w*1)");
    filter("not_literal_or(a|b)", "not_literal_or(a|b)");
    filter("regexp(^a(b|c)$)", "regexp(^a(b|c)$)");
  }

  @Test
  void groupsByTheFirstBracesOnly() {
    List<TagFilter> filters = Expression.parse("m", "sum:cpu{host=*}{dc=x}").ofMetric().filters();
    assertThat(filters)
        .containsExactly(
            new TagFilter(TagFilter.Type.LITERAL_OR, "dc", "x", false),
            new TagFilter(TagFilter.Type.WILDCARD, "host", "*", true));
    assertThat(Expression.parse("m", "sum:cpu{}{dc=x}").ofMetric().filters()).hasSize(1);
    assertThat(Expression.parse("m", "sum:cpu{}").ofMetric().filters()).isEmpty();
  }

  @Test
  void ignoresMiddleWordsWithoutMeaning() {
    assertThat(Expression.parse("m", "sum:avg:-1m-avg:cpu").downsample()).isNull();
    assertThat(Expression.parse("m", "sum:rate{foo}:cpu").rateOptions())
        .isEqualTo(RateOptions.PLAIN);
  }

  @Test
  void refusesInOpenTsdbsWords() {
    refuses("", "The query string was empty");
    refuses("cpu", "Invalid parameter m=cpu (not enough :-separated parts)");
    refuses("a:b:c:d:e:f", "Invalid parameter m=a:b:c:d:e:f (too many :-separated parts)");
    refuses("sum:cpu{host}", "When parsing tag 'host': invalid tag: host");
    refuses("sum:cpu{host=a", "Missing '}' at the end of: cpu{host=a");
    refuses(
        "sum:cpu{}{rack=not_key()}",
        "When parsing filter 'rack=not_key()': Could not find a tag value filter of the type: not_key");
    refuses("sum:rate{counter,abc}:cpu", "Max value of counter was not a number, received 'abc'");
  }

  @Test
  void acceptsADownsamplingThatEndsInADash() {
    assertThat(Downsampling.parse("1m-avg-")).isEqualTo(Downsampling.parse("1m-avg"));
  }

  private static void filter(String text, String canonical) {
    TagFilter filter = TagFilter.parse("host", text, true);
    assertThat(filter.type().shown() + "(" + filter.filter() + ")").isEqualTo(canonical);
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> Expression.parse("m", text).ofMetric())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }
}
