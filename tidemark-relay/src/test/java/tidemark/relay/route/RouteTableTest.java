package tidemark.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.relay.language.Dialect;
import tidemark.relay.language.Parser;
import tidemark.testing.Seeded;

@ExtendWith(Seeded.class)
class RouteTableTest {
  private static final Health UP =
      new Health() {
        @Override
        public boolean failing(int server) {
          return false;
        }

        @Override
        public boolean failed(int server) {
          return false;
        }
      };

  private static Router router() {
    String text = "cluster c jump_fnv1a_ch h:1=0 h:2=1 h:3=2 h:4=3 ; match * send to c;";
    return new Router(
        Parser.parse("test", text, Dialect.V3_9), spec -> spec.port(), UP, rule -> null);
  }

  @Test
  void givesTheSameAsTheRulesWhetherFullOrNot(Random random) {
    Router router = router();
    RouteTable table = new RouteTable(router, 1000, random.nextLong());
    for (int i = 0; i < 100_000; i++) {
      String name = "some.name." + random.nextInt(20_000);
      byte[] line = ("  " + name + " 1 2").getBytes(StandardCharsets.ISO_8859_1);
      RouteTable.Entry entry = table.find(line, 2, 2 + name.length());
      assertThat(entry.isAt(line, 2)).isTrue();
      assertThat(entry.route().steps()).isEqualTo(router.route(name).steps());
    }
    assertThat(table.size()).isLessThanOrEqualTo(4096);
  }

  @Test
  void growsAndKeepsOneRouteForManyNames(Random random) {
    RouteTable table = new RouteTable(router(), 100_000, random.nextLong());
    List<Route> routes =
        java.util.stream.IntStream.range(0, 50_000)
            .mapToObj(i -> {
              byte[] name = ("n" + i).getBytes(StandardCharsets.ISO_8859_1);
              return table.find(name, 0, name.length).route();
            })
            .toList();
    assertThat(table.size()).isGreaterThan(49_000);
    assertThat(routes.stream().map(System::identityHashCode).distinct()).hasSizeLessThan(10);
  }
}
