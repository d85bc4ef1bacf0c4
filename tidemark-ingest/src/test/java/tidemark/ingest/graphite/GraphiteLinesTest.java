package tidemark.ingest.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidemark.ingest.Door;
import tidemark.ingest.Limits;
import tidemark.ingest.Pieces;

/** Lines as sent, and what becomes of them. */
class GraphiteLinesTest {
  private static final long T = 1_704_067_200L;

  @Test
  void takesPlainLines() {
    takes("a.b 1 1704067200\n", "a.b 1704067200000 1.0");
    takes("a.b -1.25 1704067200\r\n", "a.b 1704067200000 -1.25");
    takes("a 0.5 0\n", "a 0 0.5");
    takes("a.b.c -0 1704067200\n", "a.b.c 1704067200000 -0.0");
    takes("a 9007199254740992 1704067200\n", "a 1704067200000 9.007199254740992E15");
    takes("a 9007199254740993 1704067200\n", "a 1704067200000 9.007199254740992E15");
    takes("a 0.30000000000000004 1704067200\n", "a 1704067200000 0.30000000000000004");
    takes("a 123456789012345678901 1704067200\n", "a 1704067200000 1.2345678901234568E20");
    takes("a 1 1704067200\nb 2 1704067201\n", "a 1704067200000 1.0", "b 1704067201000 2.0");
  }

  @Test
  void readsNumbersAsPythonDoes() {
    takes("a 1e3 1704067200\n", "a 1704067200000 1000.0");
    takes("a -1.5E-3 1704067200\n", "a 1704067200000 -0.0015");
    takes("a +5 1704067200\n", "a 1704067200000 5.0");
    takes("a .5 1704067200\n", "a 1704067200000 0.5");
    takes("a 5. 1704067200\n", "a 1704067200000 5.0");
    takes("a 1_000 1704067200\n", "a 1704067200000 1000.0");
    takes("a inf 1704067200\n", "a 1704067200000 Infinity");
    takes("a -Infinity 1704067200\n", "a 1704067200000 -Infinity");
    takes("a 1e400 1704067200\n", "a 1704067200000 Infinity");
    for (String bad :
        "x 0x10 1__0 _1 1_ 1,5 true None - + . e5 1e 1e+ 1.5f 1d --1 infinit".split(" ", -1)) {
      refuses("a " + bad + " 1704067200\n", "value");
    }
  }

  @Test
  void readsTimes() {
    takes("a 1 1704067200.75\n", "a 1704067200000 1.0");
    takes("a 1 1.7040672E9\n", "a 1704067200000 1.0");
    takes("a 1 -1\n", "a " + 1000 * Door.NOW_SECONDS + " 1.0");
    takes("a 1 -1.9\n", "a " + 1000 * Door.NOW_SECONDS + " 1.0");
    takes("a 1 -0.5\n", "a 0 1.0");
    takes(
        "a 1 " + (Door.NOW_SECONDS + 86_400) + "\n",
        "a " + 1000 * (Door.NOW_SECONDS + 86_400) + " 1.0");
    for (String bad : "-2 -5 x nan inf 1e400 1704067200000 1e12 99999999999 now".split(" ", -1)) {
      refuses("a 1 " + bad + "\n", "timestamp");
    }
    refuses("a 1 " + (Door.NOW_SECONDS + 86_401) + "\n", "timestamp");
  }

  @Test
  void readsATimeThatIsTheLastOneOrNearlySo() {
    takes(
        "a 1 1704067200\nb 2 1704067200\nc 3 1704067200\r\nd 4 1704067200.9\ne 5 1704067200 \n",
        "a 1704067200000 1.0",
        "b 1704067200000 2.0",
        "c 1704067200000 3.0",
        "d 1704067200000 4.0",
        "e 1704067200000 5.0");
    takes(
        "a 1 1704067200\nb 2 1704067201\nc 3 1704067200\nd 4 704067200\n",
        "a 1704067200000 1.0",
        "b 1704067201000 2.0",
        "c 1704067200000 3.0",
        "d 704067200000 4.0");
    takes("a 1 1704067200\nb 2 17040672001\n", "a 1704067200000 1.0");
    takes("a 1 1704067200\nb 2 1704067200x\n", "a 1704067200000 1.0");
    takes("a 1 1704067200\nb 2 1704067\n", "a 1704067200000 1.0", "b 1704067000 2.0");
    refuses("a 1 " + "\0".repeat(10) + "\n", "timestamp");
  }

  /** Then names are looked for ahead of the lines that have them. */
  @Test
  void takesNamesThatNeverComeInTheSameOrder() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, 1000).boxed().toList());
    var chance = new Random(1);
    var lines = new StringBuilder();
    List<String> points = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      Collections.shuffle(order, chance);
      for (int i : order) {
        switch (i % 10) {
          case 0 -> lines.append("no line\n");
          case 1 -> lines.append('\n');
          default -> {
            String name = "host" + i + ".load" + "y".repeat(i % 40);
            lines.append(name).append(' ').append(i).append(" 1704067200\n");
            points.add(name + " 1704067200000 " + i + ".0");
          }
        }
      }
    }
    takes(lines.toString(), points.toArray(String[]::new));
  }

  @Test
  void countsNanAndKeepsTheRest() {
    refuses("a nan 1704067200\n", "nan");
    refuses("a NaN 1704067200\n", "nan");
    refuses("a -nan 1704067200\n", "nan");
    takes("a nan 1704067200\nb 1 1704067200\n", "b 1704067200000 1.0");
  }

  @Test
  void splitsAtAnyWhiteSpaceIntoThreeFields() {
    takes("a\t1\t1704067200\n", "a 1704067200000 1.0");
    takes("  a   1 \t 1704067200  \r\n", "a 1704067200000 1.0");
    takes("a\u00a01\u20031704067200\n", "a 1704067200000 1.0");
    refuses("\n", "fields");
    refuses("   \n", "fields");
    refuses("a 1\n", "fields");
    refuses("a\n", "fields");
    refuses("a b 1 1704067200\n", "fields");
    refuses("a\u00a0b 1 1704067200\n", "fields");
    refuses("a\u000bb 1 1704067200\n", "fields");
    refuses("a 1 1704067200\0\n", "timestamp");
  }

  @Test
  void normalisesTags() {
    takes("a.b;z=1;a=2 1 1704067200\n", "a.b;a=2;z=1 1704067200000 1.0");
    takes("a;B=1;a=2 1 1704067200\n", "a;B=1;a=2 1704067200000 1.0");
    takes("a;a=1;a=2 1 1704067200\n", "a;a=2 1704067200000 1.0");
    takes("a;a-b=1;a=2 1 1704067200\n", "a;a-b=1;a=2 1704067200000 1.0");
    takes("a;name=x;t=1 1 1704067200\n", "a;t=1 1704067200000 1.0");
    takes("a;name=x 1 1704067200\n", "a 1704067200000 1.0");
    takes("~a.b;t=1 1 1704067200\n", "a.b;t=1 1704067200000 1.0");
    takes("~~a 1 1704067200\n", "a 1704067200000 1.0");
    takes("a;t=x~y;u=b=c 1 1704067200\n", "a;t=x~y;u=b=c 1704067200000 1.0");
    takes("a.b{t=\"1\",s=\"2\"} 1 1704067200\n", "a.b;s=2;t=1 1704067200000 1.0");
    takes("a{b=\"c\\\"d\"} 1 1704067200\n", "a;b=c\"d 1704067200000 1.0");
    takes("\u00e9t\u00e9 1 1704067200\n", "\u00e9t\u00e9 1704067200000 1.0");
    for (String bad :
        "~ ;t=1 a; a;t a;t= a;=1 a;t!=x a;t^=x a;t=~x a;;t=1 a{b=\"c\"x\"} a\u007fb"
            .split(" ", -1)) {
      refuses(bad + " 1 1704067200\n", "name");
    }
  }

  @Test
  void skipsWhatIsNotUtf8AndStays() {
    var door = new Door();
    byte[] sent =
        "good 1 1704067200\n\u00ff\u00fe.b 1 1704067200\nalso 2 1704067200\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(door.say(new GraphiteLines(door.context()), sent)).isEmpty();
    assertThat(door.points).containsExactly("good 1704067200000 1.0", "also 1704067200000 2.0");
    assertThat(door.refused("not_utf8")).isEqualTo(1);
  }

  @Test
  void skipsTenMegabytesWithoutALineEndInBoundedMemory() {
    var door = new Door();
    InputStream sent =
        new SequenceInputStream(
            new ByteArrayInputStream("a 1 1704067200\n".getBytes(StandardCharsets.UTF_8)),
            new SequenceInputStream(
                new ByteArrayInputStream("x".repeat(10 << 20).getBytes(StandardCharsets.UTF_8)),
                new ByteArrayInputStream(
                    " 1 1704067200\nb 2 1704067200\n".getBytes(StandardCharsets.UTF_8))));
    door.say(new GraphiteLines(door.context()), sent);
    assertThat(door.points).containsExactly("a 1704067200000 1.0", "b 1704067200000 2.0");
    assertThat(door.refused("too_long")).isEqualTo(1);
  }

  @Test
  void takesLinesUpToTheLimit() {
    var door = new Door();
    String name = "n".repeat(Limits.DEFAULT.maxLine() - " 1 1704067200\n".length());
    door.say(
        new GraphiteLines(door.context()),
        name + " 1 1704067200\n" + "x" + name + " 1 1704067200\nb 2 1704067200\n");
    assertThat(door.points).hasSize(2);
    assertThat(door.points.getLast()).isEqualTo("b " + 1000 * T + " 2.0");
    assertThat(door.refused("too_long")).isEqualTo(1);
  }

  @Test
  void losesALastLineWithoutItsEnd() {
    var door = new Door();
    door.say(new GraphiteLines(door.context()), "a 1 1704067200\nb 2 170406");
    assertThat(door.points).containsExactly("a 1704067200000 1.0");
    assertThat(door.refused("cut_off")).isEqualTo(1);
  }

  @Test
  void tellsHttpClientsWhereHttpIs() {
    var door = new Door();
    String answer =
        door.say(
            new GraphiteLines(door.context()), "GET /render?target=a HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .contains("http://127.0.0.1:8080")
        .contains("name value timestamp");
    assertThat(door.refused("http")).isEqualTo(1);
  }

  @Test
  void takesLinesInWhateverPiecesTheyCome() {
    String sent = "a.b.c 1.5 1704067200\nd;t=1 -2 1704067201\r\n\nbad\ne 3e0 1704067202\n";
    for (int piece = 1; piece < sent.length(); piece++) {
      var door = new Door();
      door.say(
          new GraphiteLines(door.context()),
          new Pieces(sent.getBytes(StandardCharsets.UTF_8), piece));
      assertThat(door.points)
          .as("pieces of %s", piece)
          .containsExactly(
              "a.b.c 1704067200000 1.5", "d;t=1 1704067201000 -2.0", "e 1704067202000 3.0");
    }
  }

  private static void takes(String sent, String... points) {
    var door = new Door();
    String answer = door.say(new GraphiteLines(door.context()), sent);
    assertThat(door.points).as(sent).containsExactly(points);
    assertThat(answer).isEmpty();
  }

  private static void refuses(String sent, String cause) {
    var door = new Door();
    String answer = door.say(new GraphiteLines(door.context()), sent);
    assertThat(door.points).as(sent).isEmpty();
    assertThat(door.refused(cause)).as("%s refused as %s", sent, cause).isEqualTo(1);
    assertThat(answer).isEmpty();
  }
}
