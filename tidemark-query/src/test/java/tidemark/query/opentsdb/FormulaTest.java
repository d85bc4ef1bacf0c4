package tidemark.query.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tidemark.model.InvalidInputException;

class FormulaTest {
  private static final double NAN = Double.NaN;

  @Test
  void calculatesAsRecorded() {
    f("a + b * 2", 7, 1, 3);
    f("(a + b) * 2", 8, 1, 3);
    f("a - b - 1", -3, 1, 3);
    f("-a + 1.5e1", 14, 1);
    f("a / b", 0.25, 1, 4);
    f("a % b", 1, 9, 4);
    f("a * 1.5 + 3", 4.5, 1);
    f("a + b", NAN, 1, NAN);
  }

  @Test
  void dividesByZeroToZero() {
    f("a / b", 0, 5, 0);
    f("a % b", 0, 5, 0);
    f("a / (b - b)", NAN, 5, NAN);
  }

  @Test
  void comparesToOneOrZeroWithNanBelowAll() {
    f("a > b", 1, 12, NAN);
    f("a > b", 0, NAN, 12);
    f("a == b", 1, NAN, NAN);
    f("a <= b", 1, 2, 2);
    f("a != b", 0, 2, 2);
    f("a > 1 && b > 1", 0, 2, 1);
    f("a > 1 || b > 1", 1, 2, 1);
    f("!a", 0, 2);
    f("a > b ? a : b", 7, 3, 7);
    f("a gt b", 1, 3, 2);
  }

  @Test
  void namesVariablesOnceInTheirOrder() {
    assertThat(Formula.parse("b + a1 * b + x.y").names()).containsExactly("b", "a1", "x.y");
  }

  @Test
  void refusesWhatMakesNoSense() {
    for (String text : new String[] {"", "a +", "(a", "a b", "a ? b", "1.2.3", "a $ b", ")"}) {
      assertThatThrownBy(() -> Formula.parse(text))
          .as(text)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("makes no sense at character");
    }
  }

  private static void f(String text, double want, double... values) {
    assertThat(Formula.parse(text).of(values)).as(text).isEqualTo(Double.valueOf(want));
  }
}
