package tidemark.query.graphite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.model.InvalidInputException;
import tidemark.testing.Seeded;

/**
 * The grammar of contracts/graphite.md 2, each rule a few lines: a target and the tree that is read
 * of it. Paths are shown in angle brackets, literals by their kind.
 */
@ExtendWith(Seeded.class)
class TargetParserTest {
  @Test
  void pathsTakeEverythingButWhatSeparates() {
    reads("a.b.c", "<a.b.c>");
    reads("  a.b  ", "<a.b>");
    reads("*.web?[0-9].[!a]", "<*.web?[0-9].[!a]>");
    reads("a!b:c;d=e%f#g&h+i-j/k@l<m>n~o^p$q", "<a!b:c;d=e%f#g&h+i-j/k@l<m>n~o^p$q>");
    reads("007.5min", "<007.5min>");
    reads("true.story", "<true.story>");
    reads("grüße.Ünïcode", "<grüße.Ünïcode>");
  }

  @Test
  void bracesEnumerate() {
    reads("a.{b,c*}.d", "<a.{b,c*}.d>");
    reads("x{a}y{b,c}", "<x{a}y{b,c}>");
    stops("a.{b.c}", "<a>", 1, 5);
    stops("a{b,}", "<a>", 1, 5);
    stops("a{b,{c}}", "<a>", 1, 5);
    refuses("{}");
  }

  @Test
  void backslashesKeepSeparatorsInsidePaths() {
    reads("a\\.b\\(c\\)", "<a\\.b\\(c\\)>");
    reads("a\\=b\\|c\\\\", "<a\\=b\\|c\\\\>");
    stops("a\\x", "<a>", 1, 2);
  }

  @Test
  void callsHaveArgumentsOfEveryKind() {
    reads("f()", "f()");
    reads("f( a.b , 1 )", "f(<a.b>, whole 1)");
    reads("f(g(h(a)))", "f(g(h(<a>)))");
    reads("F_1(a)", "F_1(<a>)");
    reads("f(-1,2.5,1e3,-1.5e-3,007)", "f(whole -1, real 2.5, real 1000.0, real -0.0015, whole 7)");
    reads("f(99999999999999999999)", "f(real 1e+20)");
    reads("f(true,FALSE,None,inf,INF)", "f(truth True, truth False, none, real inf, real inf)");
    reads("f(\"a,b)\",'c\"d')", "f(text a,b), text c\"d)");
    reads("f(\"\",'')", "f(text , text )");
  }

  @Test
  void quotedTextKeepsItsBackslashes() {
    reads("f(\"a\\\"b\")", "f(text a\\\"b)");
    reads("f('\\\\1')", "f(text \\\\1)");
    reads("f(\"^(.*)\\.\\1$\")", "f(text ^(.*)\\.\\1$)");
  }

  @Test
  void whatIsNoNumberIsAPath() {
    reads("f(.5)", "<f>", Optional.of(1));
    reads("f(+2,0x10)", "f(<+2>, <0x10>)");
    reads("f(1.5e+1)", "f(<1.5e+1>)");
    reads("f(1min)", "f(<1min>)");
    reads("f(1.5.x)", "f(<1.5.x>)");
  }

  @Test
  void namedArgumentsStandAfterTheOthers() {
    reads("f(a,n=2)", "f(<a>, n=whole 2)");
    reads("f(a, n = \"x\" , m=b.c)", "f(<a>, n=text x, m=<b.c>)");
    reads("f(n=2)", "<f>", Optional.of(1));
    reads("f(a,n=2,b)", "<f>", Optional.of(1));
  }

  @Test
  void pipesPutTheLeftSideFirst() {
    reads("a|f(2)", "f(<a>, whole 2)");
    reads("a.b | f() | g(1,n=2)", "g(f(<a.b>), whole 1, n=whole 2)");
    reads("f(a|g(),b|h(1))", "f(g(<a>), h(<b>, whole 1))");
    reads("f(a)|g()", "g(f(<a>))");
    stops("a|b", "<a>", 1, 4);
    stops("a||f()", "<a>", 1, 3);
  }

  @Test
  void templatesHoldACallOrAPath() {
    reads("template(a.$1.b,\"x\")", "template(<a.$1.b>, text x)");
    reads("template(f(a.$n),n=\"x\",m=3)", "template(f(<a.$n>), n=text x, m=whole 3)");
    reads("template(a)", "template(<a>)");
    reads("templates.a", "<templates.a>");
    refuses("template(a,b)");
    refuses("template(a,n=f(b))");
  }

  @Test
  void templatesAreFilledIn() {
    expands("template(a.$1.b,\"x\")", Map.of(), "<a.x.b>");
    expands("template(f(a.$host,$n),host=\"w1\",n=3)", Map.of(), "f(<a.w1>, real 3.0)");
    expands("template(a.$h.$host,host=\"w1\",h=\"x\")", Map.of(), "<a.x.w1>");
    expands("template(a.$host,host=\"w1\")", Map.of("host", "w2"), "<a.w2>");
    expands("template(a.$other,host=\"w1\")", Map.of(), "<a.$other>");
    expands("template(f(\"$n\"),n=3)", Map.of(), "f(text $n)");
    expands("f(template(a.$1,\"x\"))", Map.of(), "f(<a.x>)");
    expands("a.$1", Map.of("1", "x"), "<a.$1>");
  }

  @Test
  void theLongestBeginningCountsAndAWarningSaysWhereItEnds() {
    stops("f(a,2))", "f(<a>, whole 2)", 6, 7);
    stops("f(a,2) x", "f(<a>, whole 2)", 6, 8);
    stops("a,b", "<a>", 1, 2);
    stops("f(a", "<f>", 1, 4);
    stops("f(a,\"b)", "<f>", 1, 8);
    stops("a.b.", "<a.b>", 3, 5);
    stops("a..b", "<a>", 1, 3);
  }

  @Test
  void aTargetWithoutABeginningIsRefused() {
    for (String target : List.of("", " ", ".a", "|f()", "\"a\"", "(a)", ",", ")")) {
      refuses(target);
    }
    refuses("f(".repeat(300) + "a" + ")".repeat(300));
  }

  @Test
  void callsKnowWhereTheyStand() {
    String target = "f( a|g(1), h('x') )";
    var f = (Expression.Call) TargetParser.parse(target).expression();
    assertThat(Stream.concat(Stream.of(f), f.arguments().stream()))
        .extracting(e -> target.substring(e.start(), e.end()))
        .containsExactly(target, "g(1)", "h('x')");
    assertThat(((Expression.Call) f.arguments().getLast()).source()).isEqualTo("h('x')");
  }

  @Test
  void anyTextIsReadOrRefusedInTime(Random random) {
    String letters = "abf(){},.'\"\\|=$ 12e-*template";
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        Expression read = TargetParser.parse(text.toString()).expression();
        assertThat(read.start()).isGreaterThanOrEqualTo(0);
        assertThat(read.end()).isBetween(read.start() + 1, text.length());
      } catch (InvalidInputException e) {
        assertThat(e).as(text.toString()).hasMessageContaining("");
      }
    }
  }

  private static void reads(String target, String tree) {
    reads(target, tree, Optional.empty());
  }

  /**
   * @param end the end of what was read, if that is not all
   */
  private static void reads(String target, String tree, Optional<Integer> end) {
    TargetParser.Parsed parsed = TargetParser.parse(target);
    assertThat(shown(parsed.expression())).as(target).isEqualTo(tree);
    assertThat(parsed.warning().isPresent()).as(target).isEqualTo(end.isPresent());
    end.ifPresent(e -> assertThat(parsed.expression().end()).as(target).isEqualTo(e));
  }

  private static void stops(String target, String tree, int end, int stuck) {
    reads(target, tree, Optional.of(end));
    assertThat(TargetParser.parse(target).warning().orElseThrow())
        .contains("first " + end + " characters", "at character " + stuck);
  }

  private static void refuses(String target) {
    assertThatThrownBy(() -> TargetParser.parse(target))
        .as(target)
        .isInstanceOf(InvalidInputException.class);
  }

  private static void expands(String target, Map<String, String> variables, String tree) {
    Expression expression = TargetParser.parse(target).expression();
    assertThat(shown(Templates.expand(expression, variables))).as(target).isEqualTo(tree);
  }

  private static String shown(Expression expression) {
    return switch (expression) {
      case Expression.Path path -> "<" + path.text() + ">";
      case Expression.Literal literal -> shown(literal.value());
      case Expression.Call call ->
          call.function()
              + Stream.concat(
                      call.arguments().stream().map(TargetParserTest::shown),
                      call.named().entrySet().stream()
                          .map(e -> e.getKey() + "=" + shown(e.getValue())))
                  .collect(Collectors.joining(", ", "(", ")"));
      case Expression.Template template ->
          Stream.of(
                  Stream.of(shown(template.body())),
                  template.values().stream().map(TargetParserTest::shown),
                  template.named().entrySet().stream()
                      .map(e -> e.getKey() + "=" + shown(e.getValue())))
              .flatMap(s -> s)
              .collect(Collectors.joining(", ", "template(", ")"));
    };
  }

  private static String shown(Value value) {
    return switch (value) {
      case Value.Whole whole -> "whole " + whole;
      case Value.Real real -> "real " + real;
      case Value.Text text -> "text " + text;
      case Value.Truth truth -> "truth " + truth;
      case Value.None none -> "none";
    };
  }
}
