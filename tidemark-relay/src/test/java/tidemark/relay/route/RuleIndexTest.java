package tidemark.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.relay.language.Dialect;
import tidemark.relay.language.Expression;
import tidemark.testing.Seeded;

@ExtendWith(Seeded.class)
class RuleIndexTest {
  private static Expression expression(String source) {
    return Expression.of(source, Dialect.V3_9);
  }

  private static void begins(String source, String expected) {
    assertThat(RuleIndex.beginning(expression(source))).as(source).isEqualTo(expected);
  }

  @Test
  void findsTheTextThatMatchesBeginWith() {
    begins("^servers\\.web[0-9]+", "servers.web");
    begins("^sys\\.", "sys.");
    begins("^exact$", "exact");
    begins("^ab*c", "a");
    begins("^ab?", "a");
    begins("^ab{2}", "a");
    begins("^ab+c", "ab");
    begins("^a(b|c)d", "a");
    begins("^a\\d", "a");
    begins("^a.b", "a");
    begins("^a|b.", "");
    begins("^(a|b)", "");
    begins("^a[|]b", "a");
    begins("^a\\|b", "a|b");
    begins("contains", "");
    begins("end$", "");
    begins("a.b", "");
  }

  @Test
  void neverLeavesOutOneThatMatches(Random random) {
    String[] parts = {"a", "b", "\\.", "c*", "d?", "[ab]", "(a|b)", "e+", "x{1}", "."};
    for (int round = 0; round < 300; round++) {
      List<Expression> expressions = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        StringBuilder source = new StringBuilder(random.nextInt(4) == 0 ? "" : "^");
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
          source.append(parts[random.nextInt(parts.length)]);
        }
        if (random.nextInt(6) == 0) {
          source.append("|b");
        }
        expressions.add(expression(source.append(random.nextInt(4) == 0 ? "$" : "").toString()));
      }
      RuleIndex index = new RuleIndex(expressions);
      for (int n = 0; n < 30; n++) {
        StringBuilder name = new StringBuilder();
        for (int k = random.nextInt(6); k >= 0; k--) {
          name.append("ab.cdex".charAt(random.nextInt(7)));
        }
        for (int i = 0; i < expressions.size(); i++) {
          if (expressions.get(i).matches(name.toString())) {
            assertThat(index.candidates(name.toString()).get(i))
                .as("%s on %s", expressions.get(i), name)
                .isTrue();
          }
        }
      }
    }
  }
}
