package tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidemark.model.Syntaxes.resolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeriesTableTest {
  private final SeriesTable table = new SeriesTable(1000);
  private final Interner graphite = table.interner(Syntaxes.CANONICAL);
  private final Interner telnet = table.interner(Syntaxes.PUT);

  @Test
  void equalBytesHaveOneIdAndOthersAnother() {
    int load = resolve(graphite, "servers.web01.load");
    assertThat(resolve(graphite, "servers.web01.load")).isEqualTo(load);
    assertThat(resolve(graphite, "servers.web01.loae")).isNotEqualTo(load);
    assertThat(resolve(graphite, "servers.web01.loa")).isNotEqualTo(load);
    assertThat(table.key(load)).isEqualTo(SeriesKey.of("servers.web01.load"));
    assertThat(table.size()).isEqualTo(3);
  }

  @Test
  void allSpellingsOfASeriesLeadToOneId() {
    int id = resolve(graphite, "cpu;dc=1;host=a");
    assertThat(resolve(graphite, "cpu;host=a;dc=1")).isEqualTo(id);
    assertThat(resolve(telnet, "cpu", "host=a dc=1")).isEqualTo(id);
    assertThat(resolve(telnet, "cpu", "dc=1  host=a")).isEqualTo(id);
    assertThat(resolve(telnet, "cpu dc=1 host=a")).isEqualTo(id);
    assertThat(telnet.resolve(SeriesKey.of("cpu", Tags.of("host", "a", "dc", "1")))).isEqualTo(id);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void theSameBytesMayMeanDifferentSeriesInDifferentSyntaxes() {
    int tagged = resolve(telnet, "cpu host=a");
    int path = resolve(graphite, "cpu host=a");
    assertThat(table.key(tagged).toString()).isEqualTo("cpu;host=a");
    assertThat(table.key(path).toString()).isEqualTo("cpu host=a");
    assertThat(resolve(telnet, "cpu host=a")).isEqualTo(tagged);
  }

  @Test
  void theTwoPartsOfASpellingAreNotConfusedWithEachOther() {
    SeriesSyntax lengths = (buffer, offset, length) -> SeriesKey.of("n" + length);
    Interner interner = table.interner(lengths);
    byte[] line = Syntaxes.utf8("ab ab");
    int joinedOfTwo = interner.resolve(line, 0, 2, 3, 2);
    assertThat(table.key(joinedOfTwo).name()).isEqualTo("n5");
    assertThat(table.key(interner.resolve(line, 0, 2, 3, 0)).name()).isEqualTo("n3");
    assertThat(table.key(interner.resolve(line, 0, 2, 3, 1)).name()).isEqualTo("n4");
    assertThat(table.key(interner.resolve(line, 0, 2)).name()).isEqualTo("n2");
    assertThat(interner.resolve(line, 0, 5)).isEqualTo(joinedOfTwo);
    assertThat(interner.resolve(line, 0, 2, 3, 2)).isEqualTo(joinedOfTwo);
  }

  @Test
  void whoeverPermutesTagsIsUnderstoodButNotRemembered() {
    List<String> tags = new ArrayList<>(List.of("a=1", "b=2", "c=3", "d=4", "e=5", "f=6"));
    var random = new Random(1);
    Set<Integer> ids = new HashSet<>();
    Set<String> spellings = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      java.util.Collections.shuffle(tags, random);
      spellings.add(String.join(" ", tags));
      ids.add(resolve(telnet, "cpu", String.join(" ", tags)));
    }
    assertThat(spellings).hasSizeGreaterThan(300);
    assertThat(ids).hasSize(1);
    assertThat(table.spellings()).isEqualTo(SeriesTable.MAX_SPELLINGS_PER_SERIES);
  }

  @Test
  void aSpellingThatMeansNothingSaysSoEachTimeAndLeavesNoTrace() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> resolve(graphite, "cpu;host"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("tag 'host' has no '=' in series 'cpu;host'");
    }
    assertThat(table.size()).isZero();
    assertThat(table.spellings()).isZero();
  }

  @Test
  void aFullTableRefusesWhatIsNewAndTakesWhatItKnows() {
    var small = new SeriesTable(2);
    Interner interner = small.interner(Syntaxes.CANONICAL);
    int a = resolve(interner, "a");
    resolve(interner, "b;k=v;l=w");
    assertThatThrownBy(() -> resolve(interner, "c"))
        .isInstanceOf(SeriesLimitException.class)
        .hasMessage("series limit reached: 2 series are in use and a new one was refused");
    assertThatThrownBy(() -> interner.resolve(SeriesKey.of("c")))
        .isInstanceOf(SeriesLimitException.class);
    assertThat(resolve(interner, "a")).isEqualTo(a);
    assertThat(small.key(resolve(interner, "b;l=w;k=v")).name()).isEqualTo("b");
    assertThat(small.size()).isEqualTo(2);
  }

  @Test
  void anIdOfNoSeriesIsABug() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.key(0))
        .withMessage("no series has the id 0");
    assertThatIllegalArgumentException().isThrownBy(() -> table.key(-1));
  }

  @Test
  void onlyWhatWasNotUsedIsRetired() {
    int busy = resolve(graphite, "busy");
    int byKey = graphite.resolve(SeriesKey.of("by.key"));
    resolve(graphite, "idle");
    for (int call = 0; call < 5; call++) {
      table.retireIdle(2);
      resolve(graphite, "busy");
      graphite.resolve(SeriesKey.of("by.key"));
    }
    assertThat(table.size()).isEqualTo(2);
    assertThat(resolve(graphite, "busy")).isEqualTo(busy);
    assertThat(resolve(graphite, "by.key")).isEqualTo(byKey);
  }

  @Test
  void aSeriesIsIdleAfterTheGivenNumberOfCalls() {
    resolve(graphite, "a");
    assertThat(table.retireIdle(3)).isZero();
    assertThat(table.retireIdle(3)).isZero();
    assertThat(table.retireIdle(3)).isZero();
    assertThat(table.retireIdle(3)).isEqualTo(1);
    assertThat(table.size()).isZero();
  }

  @Test
  void spellingsOutOfUseAreForgottenBeforeTheirSeries() {
    int id = resolve(telnet, "cpu", "a=1 b=2");
    resolve(telnet, "cpu", "b=2 a=1");
    assertThat(table.spellings()).isEqualTo(2);
    table.retireIdle(1);
    assertThat(resolve(telnet, "cpu", "a=1 b=2")).isEqualTo(id);
    table.retireIdle(1);
    assertThat(table.spellings()).isEqualTo(1);
    assertThat(resolve(telnet, "cpu", "b=2 a=1")).isEqualTo(id);
  }

  @Test
  void aRetiredIdIsNotReusedWhileSomebodyMayHoldIt() {
    List<String> retired = new ArrayList<>();
    table.onRetire(id -> retired.add(table.key(id).toString()));
    int id = resolve(graphite, "old");
    graphite.batch().add(id, 0, 0);

    table.retireIdle(1);
    table.retireIdle(1);
    table.retireIdle(1);
    assertThat(table.size()).isZero();
    assertThat(table.waiting()).isEqualTo(1);
    assertThat(retired).isEmpty();
    assertThat(table.key(id).toString()).isEqualTo("old");
    assertThat(resolve(telnet, "new")).isNotEqualTo(id);

    graphite.batch().clear();
    graphite.rest();
    table.retireIdle(1);
    assertThat(table.waiting()).isZero();
    assertThat(retired).containsExactly("old");
    assertThat(resolve(telnet, "newer")).isEqualTo(id);
    assertThat(table.key(id).toString()).isEqualTo("newer");
  }

  @Test
  void aSleepingConnectionDoesNotDelayReuseAndWakesToTheRightSeries() {
    resolve(graphite, "a");
    int b = resolve(graphite, "b");
    resolve(graphite, "a");
    graphite.rest();
    table.retireIdle(1);
    table.retireIdle(1);
    assertThat(table.waiting()).isZero();
    Set<Integer> others = Set.of(resolve(telnet, "x"), resolve(telnet, "y"));
    assertThat(others).contains(b);
    // The hint of "a" still says "b", and its spelling the id that is now another's.
    int again = resolve(graphite, "b");
    assertThat(others).doesNotContain(again);
    assertThat(table.key(again).toString()).isEqualTo("b");
  }

  @Test
  void aConnectionThatCameLaterDoesNotDelayReuse() {
    resolve(graphite, "old");
    graphite.rest();
    table.retireIdle(1);
    resolve(graphite, "held"); // pinned before "old" is retired, so that it has to wait for us
    table.retireIdle(1);
    assertThat(table.waiting()).isEqualTo(1);
    resolve(telnet, "late");
    graphite.rest();
    table.retireIdle(9);
    assertThat(table.waiting()).isZero();
  }

  @Test
  void aSeriesThatComesBackWhileItsIdWaitsGetsAnother() {
    int id = resolve(graphite, "a");
    table.retireIdle(1);
    table.retireIdle(1);
    int again = resolve(graphite, "a");
    assertThat(again).isNotEqualTo(id);
    assertThat(table.key(again)).isEqualTo(table.key(id));
  }

  @Test
  void aListenerThatFailsIsToldAgain() {
    List<Integer> told = new ArrayList<>();
    table.onRetire(id -> {
      told.add(id);
      if (told.size() == 1) {
        throw new IllegalStateException("not now");
      }
    });
    int id = resolve(graphite, "a");
    graphite.rest();
    table.retireIdle(1);
    assertThatThrownBy(() -> table.retireIdle(1)).hasMessage("not now");
    assertThat(resolve(graphite, "b")).isNotEqualTo(id);
    table.retireIdle(1);
    assertThat(told).contains(id, id);
  }

  @Test
  void aClosedConnectionHoldsNothingAndTakesNothing() {
    Interner interner = table.interner(Syntaxes.CANONICAL);
    interner.batch().add(resolve(interner, "a"), 0, 0);
    interner.close();
    table.retireIdle(1);
    table.retireIdle(1);
    assertThat(table.waiting()).isZero();
    assertThatThrownBy(() -> resolve(interner, "a")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoeverRestsMustHaveHandedItsPointsOn() {
    graphite.batch().add(resolve(graphite, "a"), 0, 0);
    assertThatThrownBy(graphite::rest)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("rest with 1 points in the batch");
  }

  @Test
  void aSecondPassAllocatesNothing() {
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    byte[][] names = new byte[500][];
    byte[][] puts = new byte[400][];
    for (int i = 0; i < names.length; i++) {
      names[i] = Syntaxes.utf8("dc1.web.host" + i + ".cpu.idle");
    }
    for (int i = 0; i < puts.length; i++) {
      puts[i] = Syntaxes.utf8("sys.cpu host=web" + i + " dc=dc1");
    }
    long allocated = 0;
    for (int pass = 0; pass < 200; pass++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (byte[] name : names) {
        graphite.batch().add(graphite.resolve(name, 0, name.length), pass, 1);
      }
      for (byte[] put : puts) {
        telnet.batch().add(telnet.resolve(put, 0, 7, 8, put.length - 8), pass, 1);
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
      graphite.batch().clear();
      telnet.batch().clear();
      graphite.rest();
      telnet.rest();
    }
    // 900 points; what remains is what asking costs.
    assertThat(allocated).isLessThan(90);
  }

  @Test
  void agreesWithAMapThroughRandomUse() {
    for (int seed = 0; seed < 8; seed++) {
      agreesWithAMap(seed);
    }
  }

  private static void agreesWithAMap(long seed) {
    var random = new Random(seed);
    var table = new SeriesTable(5000, seed);
    Interner[] interners = new Interner[3];
    Arrays.setAll(interners, i -> table.interner(Syntaxes.CANONICAL));
    Map<Integer, String> owners = new HashMap<>();
    table.onRetire(id -> assertThat(owners.remove(id)).isEqualTo(table.key(id).toString()));
    int next = 0;
    for (int step = 0; step < 20_000; step++) {
      int choice = random.nextInt(1000);
      Interner interner = interners[random.nextInt(interners.length)];
      if (choice == 0) {
        table.retireIdle(1 + random.nextInt(3));
      } else if (choice < 10) {
        interner.rest();
      } else {
        // In order mostly, so that hints come into play; short and long names.
        next = random.nextInt(20) == 0 ? random.nextInt(3000) : (next + 1) % 3000;
        String name = "n" + "x".repeat(next % 23) + next;
        int id = resolve(interner, name);
        assertThat(owners.getOrDefault(id, name)).as("seed %d", seed).isEqualTo(name);
        owners.put(id, name);
      }
    }
  }
}
