package tidemark.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tidemark.model.InvalidInputException;

class PythonRegexTest {
  @Test
  void findsWhatPythonFinds() {
    finds("^servers\\.(?P<host_name>[^.]+)\\.cpu$", "servers.a.cpu", true);
    finds("(?P<a>x)\\.(?P=a)", "x.x", true);
    finds("(?P<a>x|y)\\.(?P=a)", "x.y", false);
    finds("cpu\\Z", "a.cpu", true);
    finds("a{2}", "aa", true);
    finds("^a{,2}$", "aaa", false);
    finds("^a{,2}$", "a", true);
    finds("a{b", "a{b", true);
    finds("a{}", "a{}", true);
    finds("[[a]", "[", true);
    finds("[]a]b", "]b", true);
    finds("[^]a]b", "ab", false);
    finds("^[a&&b]+$", "a&b", true);
    finds("\\d", "\u0663", true);
    finds("^cpu", "a.cpu", false);
    finds("CPU", "cpu", false);
    finds("(?i)CPU", "cpu", true);
  }

  @Test
  void saysWhatIsWrongWithAnExpression() {
    assertThatThrownBy(() -> PythonRegex.compile("a(b"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("'a(b' is not a regular expression: Unclosed group");
  }

  private static void finds(String python, String text, boolean found) {
    assertThat(PythonRegex.compile(python).matcher(text).find()).as(python).isEqualTo(found);
  }
}
