package tidemark.ingest.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tidemark.ingest.Door;

/** Telnet conversations: what is sent, what is answered, what is stored. */
class TelnetTest {
  @Test
  void takesPutsWithoutAWord() {
    takes("put m 1699999200 1 host=a\n", "m;host=a 1699999200000 1");
    takes("put m 1699999200 1 host=a\r\n", "m;host=a 1699999200000 1");
    takes("put m 1699999201 2.5 host=a dc=x\n", "m;dc=x;host=a 1699999201000 2.5");
    takes("put m 1699999202000 3 host=a\n", "m;host=a 1699999202000 3");
    takes("put m 1699999203.123 4 host=a\n", "m;host=a 1699999203123 4");
    takes("put m 1699999200.12 1 a=b\n", "m;a=b 169999920012 1");
    takes("put m 4294967295 1 a=b\nput m 4294967296 1 a=b\n", "m;a=b 4294967296 1");
    takes("put m 1699999200 1 a=b a=b\n", "m;a=b 1699999200000 1");
    takes(
        "put m 1699999200 1 fqdn=h  dc=lab   env=test \n",
        "m;dc=lab;env=test;fqdn=h 1699999200000 1");
    takes("put m 1699999200 9223372036854775807 a=b\n", "m;a=b 1699999200000 9223372036854775807");
    takes(
        "put m 1699999200 -9223372036854775808 a=b\n", "m;a=b 1699999200000 -9223372036854775808");
    takes("put m 1699999200 9007199254740993 a=b\n", "m;a=b 1699999200000 9007199254740993");
    takes("put m 1699999200 +7 a=b\n", "m;a=b 1699999200000 7");
    takes("put m 1699999200 1.5f a=b\n", "m;a=b 1699999200000 1.5");
    takes("put m 1699999200 1e3 a=b\n", "m;a=b 1699999200000 1000.0");
    takes("put m 1699999200 -0.0 a=b\n", "m;a=b 1699999200000 -0.0");
    takes("put m 1699999200 5. a=b\n", "m;a=b 1699999200000 5.0");
    takes("put m 1699999200 0.30000000000000004 a=b\n", "m;a=b 1699999200000 0.30000000000000004");
    takes(
        "put icinga.service.disk_/.state 1699999200 0 host=web01.example.com\n",
        "icinga.service.disk_/.state;host=web01.example.com 1699999200000 0");
  }

  @Test
  void readsATimeThatIsTheLastOneOrNearlySo() {
    takes(
        "put m 1699999200 1 a=b\nput n 1699999200 2 a=b\nput o 1699999200000 3 a=b\nput p 1699999201 4 a=b\n",
        "m;a=b 1699999200000 1",
        "n;a=b 1699999200000 2",
        "o;a=b 1699999200000 3",
        "p;a=b 1699999201000 4");
  }

  @Test
  void refusesInOpentsdbsWords() {
    says("put\n", "put: illegal argument: not enough arguments (need least 4, got 0)\n");
    says("put \n", "put: illegal argument: not enough arguments (need least 4, got 1)\n");
    says("put m  1 a=b\n", "put: invalid value: Empty string\n");
    says("put  m 1699999200 1 a=b\n", "put: illegal argument: empty metric name\n");
    says(
        "put m 1699999200 1 \n",
        "put: illegal argument: Need at least one tag (metric=m, tags={})\n");
    says("put m 1699999200 2.5 host=\n", "put: illegal argument: invalid tag: host=\n");
    says("put m 1699999200 1 a= b=c\n", "put: illegal argument: invalid tag: a=\n");
    says("put m 1699999200 - a=b\n", "put: invalid value: Just a sign, no value: -\n");
    says(
        "put m 1699999200 12345678901234567890 a=b\n",
        "put: invalid value: Value too long: 12345678901234567890\n");
    says(
        "put m 99999999999999 1.5 a=b\n",
        "put: illegal argument: bad timestamp=99999999999999 when trying to add value=[63, -64, 0, 0]/3 to metric=m, tags={a=b}\n");
  }

  @Test
  void refusesWhatLiesTooFarAhead() {
    long limit = Door.NOW_SECONDS + 86_400;
    takes("put m " + limit + " 1 a=b\n", "m;a=b " + 1000 * limit + " 1");
    says(
        "put m " + (limit + 1) + " 1 a=b\n",
        "put: illegal argument: timestamp="
            + (limit + 1)
            + " is too far in the future when trying to add to metric=m, tags={a=b}\n");
  }

  @Test
  void answersCommands() {
    says(
        "version\n",
        "net.opentsdb.tools tidemark 0.1.0 built at revision abc1234\nBuilt on 2026/11/24 15:00:00 +0000\n");
    says(
        "help\n",
        "available commands: stats dropcaches version exit help put rollup histogram diediedie \n");
    says("dropcaches\n", "Caches dropped.\n");
    says("frobnicate 1 2\n", "unknown command: frobnicate.  Try `help'.\n");
    says("\n", "unknown command: .  Try `help'.\n");
    says("diediedie\n", "diediedie is refused here: stop the process instead.\n");
    says("rollup\n", "rollup: illegal argument: not enough arguments (need least 7, got 0)\n");
    says("exit\nversion\n", "");
    var door = new Door();
    assertThat(door.say(new Telnet(door.context()), "put m 1699999200 1 a=b\nstats\n"))
        .containsPattern(
            "tsd.ingest.points.total 1795532400 1 protocol=opentsdb-telnet host=\\S+\n");
  }

  @Test
  void answersInOrderAndKeepsGoodPutsBesideBadOnes() {
    var door = new Door();
    String answer =
        door.say(
            new Telnet(door.context()),
            "put ok.m 1699999200 1 a=b\nput bad\nhelp\nput ok.m 1699999201 2 a=b\nexit\nput ok.m 1699999202 3 a=b\n");
    assertThat(answer)
        .isEqualTo(
            "put: illegal argument: not enough arguments (need least 4, got 1)\navailable commands: stats dropcaches version exit help put rollup histogram diediedie \n");
    assertThat(door.points).containsExactly("ok.m;a=b 1699999200000 1", "ok.m;a=b 1699999201000 2");
  }

  private static void takes(String sent, String... points) {
    var door = new Door();
    String answer = door.say(new Telnet(door.context()), sent);
    if (!sent.contains("4294967295")) {
      assertThat(answer).as(sent).isEmpty();
    }
    assertThat(door.points).as(sent).containsExactly(points);
  }

  private static void says(String sent, String answer) {
    var door = new Door();
    assertThat(door.say(new Telnet(door.context()), sent)).as(sent).isEqualTo(answer);
    assertThat(door.points).as(sent).isEmpty();
  }
}
