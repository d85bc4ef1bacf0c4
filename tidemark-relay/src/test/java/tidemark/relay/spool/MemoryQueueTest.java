package tidemark.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.testing.Seeded;

@ExtendWith(Seeded.class)
class MemoryQueueTest {
  @Test
  void keepsOrderOverEveryOperation(Random random) {
    QueueModel model = new QueueModel(new MemoryQueue(1_000_000, 7), random);
    for (int step = 0; step < 20_000; step++) {
      model.step();
    }
    model.drain();
  }

  @Test
  void dropsTheOldestAtItsBound(Random random) {
    MemoryQueue queue = new MemoryQueue(100, 7);
    QueueModel model = new QueueModel(queue, random);
    for (int step = 0; step < 20_000; step++) {
      model.step();
      assertThat(queue.lines()).isLessThanOrEqualTo(100);
    }
    assertThat(model.dropped()).isPositive();
    model.drain();
  }
}
