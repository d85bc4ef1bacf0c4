package tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** contracts/graphite.md 3. */
class PathPatternTest {
  @Test
  void matchesComponentByComponent() {
    matches("a.b.c", "a.b.c");
    refuses("a.b.c", "a.b", "a.b.c.d", "a.b.C", "axb.c", "");
    matches("a.*.c", "a.b.c", "a..c");
    refuses("a.*.c", "a.c", "a.b.b.c");
    matches("*", "a");
    refuses("*", "a.b");
    matches("*.*", "a.b");
    matches("a?c", "abc", "a\uD83D\uDE00c");
    refuses("a?c", "ac", "abbc", "a.c");
    matches("a*b*c", "abc", "axxbxxc", "abcbc");
    refuses("a*b*c", "ac", "abcb");
  }

  @Test
  void matchesSetsOfCharacters() {
    matches("web0[1-3]", "web01", "web03");
    refuses("web0[1-3]", "web04", "web0", "web0-");
    matches("web[!0]x", "web1x");
    refuses("web[!0]x", "web0x", "webx");
    matches("[]a]", "]", "a");
    matches("[!]a]", "b");
    refuses("[!]a]", "]", "a");
    matches("[a-]", "a", "-");
    refuses("[z-a]", "a", "z", "m");
  }

  @Test
  void anUnclosedBracketStandsForItself() {
    matches("a[b", "a[b");
    refuses("a[b", "ab");
    matches("a[]", "a[]");
    matches("a[!]", "a[!]");
    matches("*[", "x[");
  }

  @Test
  void matchesAnyOfTheBraces() {
    matches("web.{cpu,mem}.x", "web.cpu.x", "web.mem.x");
    refuses("web.{cpu,mem}.x", "web.disk.x", "web.cpu,mem.x");
    matches("{a,b{1,2}}c", "ac", "b1c", "b2c");
    refuses("{a,b{1,2}}c", "bc", "a1c");
    matches("x{,y}z", "xz", "xyz");
    matches("x{}z", "xz");
    matches("{a,b}{c,d}", "ac", "bd");
    matches("{c*,m?m}", "cpu", "mem");
    matches("x{a", "x{a");
    matches("xa}", "xa}");
  }

  @Test
  void bracesMayHoldDots() {
    matches("a.{b.c,d}.e", "a.b.c.e", "a.d.e");
    refuses("a.{b.c,d}.e", "a.b.e", "a.c.e");
    matches("{a.*,b}", "a.x", "b");
    matches("x{.y,}", "x.y", "x");
    assertThat(PathPattern.parse("a.{b.c,d}.e").alternatives()).hasSize(2);
    assertThat(PathPattern.parse("a.{b,d}.e").alternatives()).hasSize(1);
  }

  @Test
  void twoStarsMatchAnyNumberOfLevels() {
    matches("a.**.z", "a.z", "a.b.z", "a.b.c.z", "a.z.z");
    refuses("a.**.z", "a", "z", "a.b", "b.z");
    matches("a.**", "a.b", "a.b.c");
    refuses("a.**", "a", "b.a");
    matches("**", "a", "a.b");
    matches("**.cpu", "cpu", "a.cpu", "a.b.cpu");
    matches("**.**", "a", "a.b");
    matches("**.b.**.d", "b.d", "a.b.c.d", "b.b.d.d");
    refuses("**.b.**.d", "b", "d.b", "b.d.e");
    matches("a**", "abc");
    refuses("a**", "a.b");
  }

  @Test
  void manyStarsCostLittle() {
    String deep = "a.".repeat(300) + "a";
    refuses("**.a.".repeat(30) + "b", deep);
    refuses("*a".repeat(100) + "b", "a".repeat(5000));
  }

  @Test
  void dropsBackslashes() {
    matches("a\\.b", "a.b");
    matches("\\a\\*", "ab");
  }

  @Test
  void knowsWhetherItNamesOnePath() {
    assertThat(PathPattern.parse("a.b").isLiteral()).isTrue();
    assertThat(PathPattern.parse("a.b[").isLiteral()).isTrue();
    assertThat(PathPattern.parse("a.{b}").isLiteral()).isTrue();
    assertThat(PathPattern.parse("a.*").isLiteral()).isFalse();
    assertThat(PathPattern.parse("a.{b,c}").isLiteral()).isFalse();
    assertThat(PathPattern.parse("**").isLiteral()).isFalse();
    assertThat(PathPattern.parse("{a.b,c.d}").isLiteral()).isFalse();
  }

  @Test
  void refusesBracesThatStandForTooMuch() {
    assertThatThrownBy(() -> PathPattern.parse("{a,b}".repeat(20)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("stand for more than 10000 texts");
    assertThatThrownBy(() -> PathPattern.parse("{".repeat(60_000)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("more than 200 opening braces");
  }

  @Test
  void isAsItWasWritten() {
    assertThat(PathPattern.parse("a.{b,c}")).hasToString("a.{b,c}");
    assertThat(PathPattern.parse("a.*"))
        .isEqualTo(PathPattern.parse("a.*"))
        .hasSameHashCodeAs(PathPattern.parse("a.*"))
        .isNotEqualTo(PathPattern.parse("a.?"));
  }

  private static void matches(String pattern, String... paths) {
    for (String path : paths) {
      assertThat(PathPattern.parse(pattern).matches(path)).as("%s on %s", pattern, path).isTrue();
    }
  }

  private static void refuses(String pattern, String... paths) {
    for (String path : paths) {
      assertThat(PathPattern.parse(pattern).matches(path)).as("%s on %s", pattern, path).isFalse();
    }
  }
}
