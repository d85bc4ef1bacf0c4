package tidemark.storage.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.model.TimeRange;
import tidemark.storage.Records;
import tidemark.storage.Records.Entry;
import tidemark.storage.StorageException;

class RecordJournalTest {
  private static final TimeRange ALL = TimeRange.ALL;

  @TempDir Path directory;
  private final List<String> damage = new ArrayList<>();

  private RecordJournal open() {
    return RecordJournal.open(directory, damage::add);
  }

  private Path file() {
    return directory.resolve("records.log");
  }

  private static Entry note(String key, long time, String json) {
    return new Entry("note", key, time, json);
  }

  private static List<String> keys(Records records) {
    return records.scan("note", ALL, e -> true).stream().map(Entry::key).toList();
  }

  @Test
  void keepsWhatWasPutAndForgetsWhatWasDeletedAcrossARestart() {
    try (var records = open()) {
      records.put(
          List.of(note("a", 1, "{}"), note("b", 2, "{\"x\":\"\u00e4\"}"), note("c", 3, "1")));
      records.put(note("a", 5, "new"));
      records.delete("note", List.of("c", "never"));
    }
    try (var records = open()) {
      assertThat(records.scan("note", ALL, e -> true))
          .containsExactly(note("b", 2, "{\"x\":\"\u00e4\"}"), note("a", 5, "new"));
      assertThat(records.get("note", "c")).isNull();
      assertThat(records.get("other", "a")).as("kinds are apart").isNull();
    }
    assertThat(damage).isEmpty();
  }

  @Test
  void scansAHalfOpenRangeByTimeThenKey() {
    try (var records = RecordJournal.inMemory()) {
      records.put(
          List.of(note("z", 10, ""), note("b", 20, ""), note("a", 20, ""), note("c", 30, "")));

      assertThat(records.scan("note", new TimeRange(10, 30), e -> true))
          .extracting(Entry::key)
          .containsExactly("z", "a", "b");
      assertThat(records.scan("note", ALL, e -> e.key().equals("c"))).hasSize(1);
    }
  }

  @Test
  void isInTheFileWhenPutReturns() {
    try (var writing = open()) {
      writing.put(note("a", 1, "{}"));

      try (var reading = open()) { // a killed process closes nothing
        assertThat(keys(reading)).containsExactly("a");
      }
    }
  }

  @Test
  void cutsATornTailAtEveryLengthAndGoesOn() throws IOException {
    long whole;
    try (var records = open()) {
      records.put(note("a", 1, "{}"));
      whole = Files.size(file());
      records.put(note("b", 2, "{}"));
    }
    byte[] bytes = Files.readAllBytes(file());
    for (int length = (int) whole; length < bytes.length; length++) {
      Files.write(file(), Arrays.copyOf(bytes, length));
      try (var records = open()) {
        assertThat(keys(records)).as("cut at %d", length).containsExactly("a");
        records.put(note("c", 3, "{}"));
      }
      try (var records = open()) {
        assertThat(keys(records)).containsExactly("a", "c");
      }
    }
  }

  @Test
  void stepsOverAFlippedBitAndSaysSo() throws IOException {
    long first;
    try (var records = open()) {
      first = Files.size(file());
      records.put(note("a", 1, "{}"));
      records.put(note("b", 2, "{}"));
    }
    byte[] bytes = Files.readAllBytes(file());
    bytes[(int) first + 30] ^= 4;
    Files.write(file(), bytes);

    try (var records = open()) {
      assertThat(keys(records)).containsExactly("b");
    }
    assertThat(damage).singleElement().asString().contains("damaged", "records.log");
  }

  @Test
  void writesAFileOfOldEntriesAnew() throws IOException {
    try (var records = open()) {
      for (int i = 0; i < 1500; i++) {
        records.put(note("a", i, "{}"));
      }
    }
    long before = Files.size(file());
    try (var records = open()) {
      assertThat(records.scan("note", ALL, e -> true)).containsExactly(note("a", 1499, "{}"));
    }
    assertThat(Files.size(file())).isLessThan(before / 100);
    assertThat(directory.resolve("records.new")).doesNotExist();
  }

  @Test
  void refusesToWriteWhenClosed() {
    var records = open();
    records.close();

    assertThatThrownBy(() -> records.put(note("a", 1, "")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("closed");
  }
}
