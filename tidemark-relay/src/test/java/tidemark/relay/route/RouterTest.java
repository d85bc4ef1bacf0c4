package tidemark.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tidemark.relay.aggregate.AggregatorCounts;
import tidemark.relay.aggregate.Aggregators;
import tidemark.relay.language.Configuration;
import tidemark.relay.language.Dialect;
import tidemark.relay.language.Parser;

/** What rules decide, with servers as numbers: a, b and c are 0, 1 and 2. */
class RouterTest {
  private static final String CLUSTERS =
      """
      cluster a forward h:1 ;
      cluster b forward h:2 ;
      cluster ab forward h:1 h:2 ;
      cluster any any_of h:11 h:12 h:13 ;
      cluster over failover h:21 h:22 ;
      cluster ring carbon_ch h:31=a h:32=b ;
      """;

  private final Set<Integer> down = new HashSet<>();

  private Router router(String rules) {
    Configuration configuration = Parser.parse("test", CLUSTERS + rules, Dialect.V3_9);
    Health health =
        new Health() {
          @Override
          public boolean failing(int server) {
            return down.contains(server);
          }

          @Override
          public boolean failed(int server) {
            return down.contains(server);
          }
        };
    return new Router(
        configuration,
        spec -> spec.port(),
        health,
        new Aggregators(Dialect.V3_9, new AggregatorCounts())::add);
  }

  private void routes(String rules, String name, String... expected) {
    assertThat(shown(router(rules).route(name).steps())).as(name).containsExactly(expected);
  }

  private static List<String> shown(List<Step> steps) {
    List<String> shown = new ArrayList<>();
    for (Step step : steps) {
      shown.add(
          switch (step) {
            case Step.Send send -> send.server() + as(send.name());
            case Step.SendOne one -> one.group().pick(one.preferred()) + as(one.name());
            case Step.Gather gather -> "gather";
            case Step.Validate validate ->
                "if "
                    + validate.expression()
                    + " then "
                    + shown(validate.passed())
                    + (validate.failingStops() ? " else stop" : "");
            case Step.Blackhole blackhole -> "blackhole";
            case Step.Stop stop -> "stop";
          });
    }
    return shown;
  }

  private static String as(byte @Nullable [] name) {
    return name == null ? "" : " as " + new String(name, StandardCharsets.ISO_8859_1);
  }

  @Test
  void takesEachExpressionAsARuleOfItsOwn() {
    routes("match ^x y$ send to a;", "x.y", "1", "1");
    routes("match ^x y$ send to a stop;", "x.y", "1", "stop");
    routes("match ^x y$ send to a stop;", "z");
  }

  @Test
  void goesOnUntilAStop() {
    routes(
        "match * send to a; match ^x send to b stop; match * send to ab;", "x", "1", "2", "stop");
    routes("match * send to a; match ^x send to b stop; match * send to ab;", "y", "1", "1", "2");
    routes("match ^x send to blackhole; match * send to a;", "x", "blackhole", "stop");
    routes("match ^x stop; match * send to a;", "x", "1");
  }

  @Test
  void rewritesForTheRulesThatFollow() {
    routes(
        "match ^x send to a; rewrite ^x\\.(.*)$ into y.\\_1; match ^y send to b;",
        "x.ABC",
        "1",
        "2 as y.abc");
    routes("rewrite nothing into x; match * send to a;", "y", "1");
  }

  @Test
  void validatesBeforeSending() {
    String two = "match * validate ^1 else drop send to a; match * send to b;";
    routes(two, "x", "if ^1 then [1]", "2");
    String stopping = "match * validate ^1 else drop send to a stop; match * send to b;";
    routes(stopping, "x", "if ^1 then [1, stop] else stop");
    String alone = "match * validate ^1 else drop; match * send to b;";
    routes(alone, "x", "if ^1 then [] else stop", "2");
  }

  @Test
  void gathersForAggregates() {
    String aggregate =
        "aggregate ^x every 10 seconds expire after 20 seconds compute sum write to s ";
    routes(aggregate + "; match * send to a;", "x", "gather", "1");
    routes(aggregate + "stop; match * send to a;", "x", "gather", "stop");
    routes(aggregate + "stop; match * send to a;", "y", "1");
  }

  @Test
  void hashesTheTextOfRouteUsing() {
    Router router = router("match ^(stats|agg)\\..*$ route using \\1 send to ring;");
    assertThat(shown(router.route("stats.a").steps()))
        .isEqualTo(shown(router.route("stats.a.very.other").steps()));
  }

  @Test
  void passesOverMembersThatAreDown() {
    Router router = router("match * send to over;");
    assertThat(shown(router.route("x").steps())).containsExactly("21");
    down.add(21);
    assertThat(shown(router.route("x").steps())).containsExactly("22");
    down.add(22);
    assertThat(shown(router.route("x").steps())).containsExactly("21");
  }

  @Test
  void sendsAnyOfToTheSameMemberWhileItIsUp() {
    Router router = router("match * send to any;");
    String chosen = shown(router.route("foo.bar.1").steps()).getFirst();
    assertThat(shown(router.route("foo.bar.1").steps())).containsExactly(chosen);
    down.add(Integer.parseInt(chosen));
    assertThat(shown(router.route("foo.bar.1").steps()).getFirst()).isNotEqualTo(chosen);
    down.addAll(List.of(11, 12, 13));
    assertThat(shown(router.route("foo.bar.1").steps())).containsExactly(chosen);
  }
}
