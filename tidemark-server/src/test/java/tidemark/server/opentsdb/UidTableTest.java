package tidemark.server.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.Tags;
import tidemark.query.opentsdb.Uids.Kind;
import tidemark.storage.StorageException;

/** Numbers are given once, in order, and outlive whatever happens to the process. */
class UidTableTest {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("uids.log");
  }

  @Test
  void givesNumbersFromOneForEachKind() {
    try (var uids = UidTable.inMemory()) {
      assertThat(uids.assign(Kind.METRIC, "b")).isEqualTo(1);
      assertThat(uids.assign(Kind.METRIC, "a")).isEqualTo(2);
      assertThat(uids.assign(Kind.METRIC, "b")).as("again").isEqualTo(1);
      assertThat(uids.assign(Kind.TAGK, "a")).as("kinds count apart").isEqualTo(1);
      assertThat(uids.name(Kind.METRIC, 2)).isEqualTo("a");
      assertThat(uids.name(Kind.METRIC, 3)).isNull();
    }
  }

  @Test
  void reopensWithTheSameNumbersEvenIfNobodyClosed() {
    var killed = UidTable.open(file());
    killed.assign(SeriesKey.of("m", Tags.of("host", "a", "dc", "x")));
    killed.settle();

    try (var uids = UidTable.open(file())) {
      for (Kind kind : Kind.values()) {
        for (int id = 1; id <= 2; id++) {
          assertThat(uids.name(kind, id)).isEqualTo(killed.name(kind, id));
        }
      }
      assertThat(uids.assign(Kind.METRIC, "n")).isEqualTo(2);
    }
  }

  @Test
  void cutsATornTailAtEveryLengthAndGivesTheNumberAgain() throws IOException {
    long whole;
    try (var uids = UidTable.open(file())) {
      uids.assign(Kind.METRIC, "first");
      whole = Files.size(file());
      uids.assign(Kind.METRIC, "second");
    }
    byte[] bytes = Files.readAllBytes(file());
    for (int length = (int) whole; length < bytes.length; length++) {
      Files.write(file(), Arrays.copyOf(bytes, length));
      try (var uids = UidTable.open(file())) {
        assertThat(uids.find(Kind.METRIC, "first")).as("cut at %d", length).isEqualTo(1);
        assertThat(uids.find(Kind.METRIC, "second")).isZero();
        assertThat(uids.assign(Kind.METRIC, "third")).isEqualTo(2);
      }
      try (var uids = UidTable.open(file())) {
        assertThat(uids.find(Kind.METRIC, "third")).isEqualTo(2);
      }
    }
  }

  @Test
  void neverTrustsALineWithAFlippedBit() throws IOException {
    try (var uids = UidTable.open(file())) {
      uids.assign(Kind.METRIC, "first");
      uids.assign(Kind.METRIC, "second");
    }
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length - 3] ^= 1; // in "second"
    Files.write(file(), bytes);

    try (var uids = UidTable.open(file())) {
      assertThat(uids.find(Kind.METRIC, "first")).isEqualTo(1);
      assertThat(uids.name(Kind.METRIC, 2)).isNull();
    }
  }

  @Test
  void refusesAFileOfAnotherKind() throws IOException {
    Files.writeString(file(), "tidemark-uids 2\nwhatever comes then\n");

    assertThatThrownBy(() -> UidTable.open(file()))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("newer Tidemark");
  }

  @Test
  void renamesForGood() {
    try (var uids = UidTable.open(file())) {
      uids.assign(Kind.METRIC, "old");
      assertThat(uids.rename(Kind.METRIC, "old", "new")).isEqualTo(1);
      assertThat(uids.rename(Kind.METRIC, "never", "new")).isZero();
    }
    try (var uids = UidTable.open(file())) {
      assertThat(uids.find(Kind.METRIC, "old")).isZero();
      assertThat(uids.find(Kind.METRIC, "new")).isEqualTo(1);
      assertThat(uids.name(Kind.METRIC, 1)).isEqualTo("new");
    }
  }

  @Test
  void givesEveryNameOneNumberUnderConcurrentAssigns() throws Exception {
    try (var uids = UidTable.open(file());
        var threads = Executors.newFixedThreadPool(4)) {
      List<Callable<List<Integer>>> same =
          IntStream.range(0, 4)
              .<Callable<List<Integer>>>mapToObj(t ->
                  () ->
                      IntStream.range(0, 500)
                          .map(i -> uids.assign(Kind.TAGV, "v" + (t % 2 == 0 ? i : 499 - i)))
                          .boxed()
                          .toList())
              .toList();
      for (var done : threads.invokeAll(same)) {
        assertThat(done.get()).hasSize(500);
      }
      uids.settle();
      assertThat(uids.name(Kind.TAGV, 501)).isNull();
      try (var reopened = UidTable.open(file())) {
        for (int i = 0; i < 500; i++) {
          assertThat(reopened.find(Kind.TAGV, "v" + i))
              .isEqualTo(uids.find(Kind.TAGV, "v" + i))
              .isBetween(1, 500);
        }
      }
    }
    assertThat(Files.readString(file(), StandardCharsets.UTF_8).lines()).hasSize(501);
  }

  @Test
  void aRetiredIdThatIsReusedGivesItsNewSeriesNumbers() {
    var table = new SeriesTable();
    try (var uids = UidTable.inMemory()) {
      var sink = new UidSink(table, batch -> {}, uids);
      try (var interner = table.interner((bytes, offset, length) -> SeriesKey.of("unused"))) {
        for (int round = 0; round < 3; round++) {
          String name = "m" + round;
          interner.batch().add(interner.resolve(SeriesKey.of(name, Tags.of("k", "v"))), 1, 1);
          sink.accept(interner.batch());
          interner.batch().clear();
          interner.rest();
          for (int minute = 0; minute < 4; minute++) {
            table.retireIdle(1);
            interner.rest();
          }
        }
      }
      for (int round = 0; round < 3; round++) {
        assertThat(uids.find(Kind.METRIC, "m" + round)).isEqualTo(round + 1);
      }
    }
  }
}
