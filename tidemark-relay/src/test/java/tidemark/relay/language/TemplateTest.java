package tidemark.relay.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each row was seen with carbon-c-relay 3.7.3, or for {@code \g} is golden case 13 of 3.9. */
class TemplateTest {
  private static void rewrites(String from, String into, String name, String expected) {
    rewrites(Dialect.V3_7_3, from, into, name, expected);
  }

  private static void rewrites(
      Dialect dialect, String from, String into, String name, String expected) {
    Expression expression = Expression.of(from, dialect);
    Expression.Found found = Objects.requireNonNull(expression.find(name));
    assertThat(Template.of(into, dialect).replace(expression, found))
        .as("%s into %s of %s", from, into, name)
        .isEqualTo(expected);
  }

  @Test
  void fillsInGroupsAsTheOriginalDoes() {
    String from = "(b)C\\.(D)(x)?";
    String name = "abC.Def.ghi";
    rewrites(from, "x\\zy", name, "axzyef.ghi");
    rewrites(from, "\\1\\2", name, "abDef.ghi");
    rewrites(from, "x\\\\1", name, "axbef.ghi");
    rewrites(from, "\\1\\_2", name, "ab_2ef.ghi");
    rewrites(from, "\\1x\\_2", name, "abxdef.ghi");
    rewrites(from, "\\g{1}q", name, "ag{1}qef.ghi");
    rewrites(from, "\\1\\3", name, "abef.ghi");
    rewrites(from, "\\12", name, "aef.ghi");
    rewrites(from, "a\\", name, "aaef.ghi");
    rewrites(from, "\\_.2\\", name, "adef.ghi");
    rewrites(from, "\\^_1", name, "a_1ef.ghi");
    rewrites(from, "\\.2.\\^.1", name, "aD.Bef.ghi");
    rewrites(from, "[\\1]", name, "a[b]ef.ghi");
    rewrites(from, "x\\.y", name, "axyef.ghi");
    rewrites(from, "x\\_y", name, "axyef.ghi");
    rewrites(from, "\\._2", name, "a_2ef.ghi");
    rewrites(from, "\\^\\2", name, "aDef.ghi");
    rewrites(from, "\\1\\.2", name, "ab.2ef.ghi");
    rewrites(from, "\\1\\_x", name, "ab_xef.ghi");
    rewrites(from, "\\..2", name, "aDef.ghi");
    rewrites(from, "\\0x", name, "axef.ghi");
  }

  @Test
  void fillsInGroupsInBraces() {
    String from = "^g\\.([a-z]+)\\.([a-z]+)$";
    String into = "G.\\g{1}1.\\g{_1}.\\g{^2}.\\2\\1";
    rewrites(Dialect.V3_9, from, into, "g.foo.bar", "G.foo1.foo.BAR.barfoo");
    rewrites(Dialect.V3_9, "(a)(b)", "\\g{2}\\g{^1}", "ab", "bA");
  }

  @Test
  void isCopiedWhereTheExpressionHasNoGroups() {
    rewrites("middle", "\\1.C", "a.middle.middle", "a.\\1.C.middle");
    rewrites(Dialect.V3_9, "b[0-9]+", "NUM", "b1.b22", "NUM.b22");
  }
}
