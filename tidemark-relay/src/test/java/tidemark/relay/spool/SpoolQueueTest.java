package tidemark.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testing.Seeded;

@ExtendWith(Seeded.class)
class SpoolQueueTest {
  @TempDir Path folder;

  private final List<String> complaints = new ArrayList<>();

  private SpoolQueue open(long bound) throws IOException {
    return new SpoolQueue(folder, bound, 7, complaints::add);
  }

  private static void add(LineQueue queue, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    queue.add(bytes, 0, bytes.length, (int) text.lines().count());
  }

  private static String drained(LineQueue queue) {
    StringBuilder text = new StringBuilder();
    Block block = queue.poll();
    while (block != null) {
      text.append(
          new String(
              block.bytes(), block.from(), block.to() - block.from(), StandardCharsets.ISO_8859_1));
      queue.done(block);
      block = queue.poll();
    }
    return text.toString();
  }

  @Test
  void keepsOrderOverEveryOperationAndOverEveryRestart(Random random) throws IOException {
    SpoolQueue queue = open(1L << 40);
    QueueModel model = new QueueModel(queue, random);
    for (int round = 0; round < 20; round++) {
      for (int step = 0; step < 500; step++) {
        model.step();
      }
      // A block that was sent in part is sent again after a restart: leave none.
      if (random.nextBoolean()) {
        model.drain();
        queue.close();
        queue = open(1L << 40);
        model.moveTo(queue);
      }
    }
    model.drain();
    assertThat(complaints).isEmpty();
  }

  @Test
  void whatWasNotSentIsThereAfterAKill() throws IOException {
    SpoolQueue killed = open(1 << 30);
    add(killed, "a 1\nb 2\n");
    killed.done(killed.poll());
    add(killed, "c 3\n");
    killed.poll(); // with the sender when the process ends
    add(killed, "d 4\n");
    try (SpoolQueue queue = open(1 << 30)) {
      assertThat(queue.lines()).isEqualTo(2);
      assertThat(drained(queue)).isEqualTo("c 3\nd 4\n");
    }
    try (SpoolQueue queue = open(1 << 30)) {
      assertThat(queue.lines()).isZero();
    }
  }

  @Test
  void dropsItsOldestSegmentAtItsBound() throws IOException {
    long bound = 16 * (64 << 10);
    SpoolQueue queue = open(bound);
    String line = "n".repeat(99) + "\n";
    long dropped = 0;
    for (int i = 0; i < 200; i++) {
      byte[] bytes = line.repeat(100).getBytes(StandardCharsets.ISO_8859_1);
      dropped += queue.add(bytes, 0, bytes.length, 100);
    }
    assertThat(dropped).isPositive();
    assertThat(queue.lines()).isEqualTo(20_000 - dropped);
    try (var files = Files.list(folder)) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(bound + 70_000);
    }
    assertThat(drained(queue)).hasSize((int) (20_000 - dropped) * 100);
    queue.close();
  }

  @Test
  void cutsATornFrameAndLeavesOutADamagedOne() throws IOException {
    SpoolQueue queue = open(1 << 30);
    add(queue, "a 1\n");
    add(queue, "b 2\n");
    add(queue, "c 3\n");
    queue.close();
    Path file = folder.resolve(Segment.Kind.SPOOL.name(1));
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      damaged.seek(Segment.HEADER + 2 * Segment.FRAME_HEADER + 4);
      damaged.write('x');
      damaged.setLength(damaged.length() - 1);
    }
    try (SpoolQueue again = open(1 << 30)) {
      assertThat(again.lines()).isEqualTo(2);
      assertThat(drained(again)).isEqualTo("a 1\n");
      assertThat(complaints).singleElement().asString().contains("damaged frame of 1 lines");
      add(again, "d 4\n");
      assertThat(drained(again)).isEqualTo("d 4\n");
    }
  }
}
