package tidemark.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Random;

/** A queue of lines beside the queue under test, which must give the same. */
final class QueueModel {
  private final Random random;
  private final ArrayDeque<String> waiting = new ArrayDeque<>();
  private LineQueue queue;
  private int number;
  private long dropped;

  QueueModel(LineQueue queue, Random random) {
    this.queue = queue;
    this.random = random;
  }

  /** The same lines in another queue: the process was started again. */
  void moveTo(LineQueue other) {
    queue = other;
    assertThat(queue.lines()).isEqualTo(waiting.size());
  }

  long dropped() {
    return dropped;
  }

  void step() {
    switch (random.nextInt(4)) {
      case 0, 1 -> add();
      case 2 -> sendSome();
      default -> sendAll();
    }
    assertThat(queue.lines()).isEqualTo(waiting.size());
  }

  private void add() {
    StringBuilder lines = new StringBuilder();
    int count = 1 + random.nextInt(50);
    for (int i = 0; i < count; i++) {
      String line = "line" + number++ + "x".repeat(random.nextInt(200)) + "\n";
      lines.append(line);
      waiting.add(line);
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.ISO_8859_1);
    drop(queue.add(bytes, 0, bytes.length, count));
  }

  private void drop(long count) {
    dropped += count;
    for (long i = 0; i < count; i++) {
      waiting.removeFirst();
    }
  }

  private void sendSome() {
    Block block = queue.poll();
    if (block == null) {
      return;
    }
    int sent = random.nextInt(block.lines() + 1);
    for (int i = 0; i < sent; i++) {
      block.dropFirst();
      waiting.removeFirst();
    }
    drop(queue.giveBack(block));
  }

  private void sendAll() {
    Block block = queue.poll();
    if (block == null) {
      return;
    }
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < block.lines(); i++) {
      expected.append(waiting.removeFirst());
    }
    String text =
        new String(
            block.bytes(), block.from(), block.to() - block.from(), StandardCharsets.ISO_8859_1);
    assertThat(text).isEqualTo(expected.toString());
    queue.done(block);
  }

  void drain() {
    while (queue.lines() > 0) {
      sendAll();
    }
    assertThat(waiting).isEmpty();
  }
}
