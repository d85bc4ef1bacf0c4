package tidemark.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path folder;

  private final List<String> complaints = new ArrayList<>();
  private final List<String> redone = new ArrayList<>();
  private String owner = "";

  private Journal open() throws IOException {
    Journal journal = new Journal(folder, complaints::add);
    redone.clear();
    journal.recover(
        state -> owner = new String(state, StandardCharsets.US_ASCII),
        (mark, entry) -> {
          redone.add(mark + ":" + entry.points().size() + "," + entry.sends().size());
          owner += entry.now();
        });
    return journal;
  }

  private Journal begun() throws IOException {
    Journal journal = open();
    journal.begin(() -> owner.getBytes(StandardCharsets.US_ASCII));
    return journal;
  }

  private static JournalEntry entry(long now, long sender, long line) {
    byte[] text = " 1 2".getBytes(StandardCharsets.US_ASCII);
    return new JournalEntry(
        false,
        now,
        sender,
        line,
        List.of(new JournalEntry.Point(0, 1, "näme", text)),
        List.of(new JournalEntry.Send("127.0.0.1:2003", 1, text)));
  }

  private void commit(Journal journal, long now, long sender, long line) throws IOException {
    journal.commit(entry(now, sender, line), mark -> owner += now);
  }

  @Test
  void anEntryIsReadAsItWasWritten() throws IOException {
    JournalEntry read = JournalEntry.decode(entry(7, 8, 9).encode());
    assertThat(read).usingRecursiveComparison().isEqualTo(entry(7, 8, 9));
  }

  @Test
  void whatCameBehindTheStateIsDoneAgainAfterAKill() throws IOException {
    Journal killed = begun();
    commit(killed, 1, 5, 10);
    commit(killed, 2, 0, 0);
    Journal again = begun();
    assertThat(redone).containsExactly("1:1,1", "2:1,1");
    assertThat(owner).isEqualTo("12");
    assertThat(again.last(5)).isEqualTo(10);
    // The state that was written at the start has them.
    commit(again, 3, 6, 4);
    Journal third = open();
    assertThat(redone).containsExactly("3:1,1");
    assertThat(owner).isEqualTo("123");
    assertThat(third.last(5)).isEqualTo(10);
    assertThat(third.last(6)).isEqualTo(4);
    assertThat(complaints).isEmpty();
  }

  @Test
  void aCleanEndLeavesNothingToDo() throws IOException {
    Journal journal = begun();
    commit(journal, 1, 5, 10);
    journal.close();
    assertThatThrownBy(() -> commit(journal, 2, 5, 11)).hasMessageContaining("closed");
    assertThat(open().last(5)).isEqualTo(10);
    assertThat(redone).isEmpty();
  }

  @Test
  void aTornEntryWasNeverCommitted() throws IOException {
    Journal killed = begun();
    commit(killed, 1, 5, 10);
    commit(killed, 2, 5, 20);
    Path file = Segment.files(folder, Segment.Kind.JOURNAL).getFirst();
    try (RandomAccessFile torn = new RandomAccessFile(file.toFile(), "rw")) {
      torn.setLength(torn.length() - 3);
    }
    assertThat(open().last(5)).isEqualTo(10);
    assertThat(redone).containsExactly("1:1,1");
  }

  @Test
  void aFullSegmentIsReplacedByAState() throws IOException {
    Journal journal = begun();
    byte[] lines = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    JournalEntry.Send send = new JournalEntry.Send("s", 1, lines);
    for (int i = 1; i <= 60; i++) {
      journal.commit(
          new JournalEntry(false, 1, 5, i, List.of(), List.of(send)), mark -> owner = "" + mark);
    }
    try (var files = Files.list(folder)) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(20 << 20);
    }
    assertThat(open().last(5)).isEqualTo(60);
    assertThat(owner).isNotEmpty();
  }

  @Test
  void aDamagedStateIsNamed() throws IOException {
    begun().close();
    Path state = folder.resolve("state");
    byte[] bytes = Files.readAllBytes(state);
    bytes[9]++;
    Files.write(state, bytes);
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(state.toString());
  }
}
