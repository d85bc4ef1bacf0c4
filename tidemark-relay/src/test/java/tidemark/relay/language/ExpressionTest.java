package tidemark.relay.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tidemark.model.InvalidInputException;
import tidemark.relay.language.Expression.Kind;

class ExpressionTest {
  private static Expression of(String source) {
    return Expression.of(source, Dialect.V3_9);
  }

  private static void is(String source, Kind kind, String text) {
    Expression expression = of(source);
    assertThat(expression.kind()).as(source).isEqualTo(kind);
    assertThat(expression.text()).as(source).isEqualTo(text);
  }

  private static void matches(String source, String input, boolean expected) {
    assertThat(of(source).matches(input)).as("%s on %s", source, input).isEqualTo(expected);
  }

  @Test
  void comparesPlainTextAsText() {
    is("contains", Kind.CONTAINS, "contains");
    is("^sys\\.", Kind.STARTS, "sys.");
    is("end$", Kind.ENDS, "end");
    is("^exact$", Kind.EQUALS, "exact");
    is("a_b-c", Kind.CONTAINS, "a_b-c");
    is("a\\*b", Kind.CONTAINS, "a*b");
    is("a.b", Kind.REGEX, "");
    is("^r[0-9]+x", Kind.REGEX, "");
    is("a\\ b", Kind.REGEX, "");
    is("^e$f", Kind.REGEX, "");
  }

  @Test
  void searchesAnywhereAndCountsCase() {
    matches("foo", "a.foo.b", true);
    matches("foo", "a.FOO.b", false);
    matches("^a$", "a", true);
    matches("^a$", "ab", false);
    matches("b.d", "abcd", true);
    matches("^e$f", "e$f", false);
  }

  @Test
  void readsWhatJavaReadsDifferently() {
    matches("^[[:digit:]]+$", "123", true);
    matches("^[[:alpha:]_]+$", "a_b", true);
    matches("^[a[b]+$", "a[b", true);
    matches("^[a&&b]+$", "a&b", true);
    matches("^[]a]+$", "]a", true);
    matches("^[^]a]+$", "bc", true);
    matches("a{x", "a{x", true);
    matches("^a{2}$", "aa", true);
    matches("a\\ b", "a b", true);
    matches("(?P<n>x)y", "xy", true);
    matches("^a]$", "a]", true);
    matches("\\bfoo\\b", "a.foo.b", true);
    matches("^[\\w.]+$", "a_b.c", true);
    matches("^caf..$", "caf\u00c3\u00a9", true);
  }

  @Test
  void givesUpOnAnExpressionThatTakesForEver() {
    matches("^(a+)+$", "a".repeat(60) + "b", false);
  }

  @Test
  void refusesWhatIsNoExpression() {
    for (String wrong : new String[] {"^(foo", "[a", "*a.", "a)b"}) {
      assertThatThrownBy(() -> of(wrong)).as(wrong).isInstanceOf(InvalidInputException.class);
    }
  }
}
