package tidemark.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetersTest {
  private final Meters meters = new Meters();

  @Test
  void theSameNameAndLabelsAreTheSameCounter() {
    Counter first = meters.counter("tidemark_lines_total", "Lines.", "door", "graphite");
    first.increment();
    meters.counter("tidemark_lines_total", "Lines.", "door", "graphite").add(4);
    meters.counter("tidemark_lines_total", "Lines.", "door", "opentsdb").increment();
    assertThat(first.value()).isEqualTo(5);
    assertThat(meters.read()).extracting(Meters.Reading::value).containsExactly(5.0, 1.0);
  }

  @Test
  void gaugesAreReadWhenAskedAndReplaced() {
    var size = new AtomicInteger(1);
    meters.gauge("tidemark_size", "Size.", size::get);
    size.set(7);
    assertThat(meters.read().getFirst())
        .isEqualTo(
            new Meters.Reading(new Meters.Id("tidemark_size", List.of()), "Size.", false, 7));
    meters.gauge("tidemark_size", "Size.", () -> 9);
    assertThat(meters.read()).hasSize(1);
    assertThat(meters.read().getFirst().value()).isEqualTo(9);
  }

  @Test
  void readingsAreSortedByNameAndLabels() {
    meters.counter("b_total", "", "k", "2");
    meters.gauge("a", "", () -> 0);
    meters.counter("b_total", "", "k", "1");
    meters.counter("b_total", "");
    assertThat(meters.read())
        .extracting(r -> r.id().name() + r.id().labels())
        .containsExactly("a[]", "b_total[]", "b_total[k, 1]", "b_total[k, 2]");
  }

  @Test
  void countsFromManyThreadsAddUp() throws InterruptedException {
    Counter counter = meters.counter("tidemark_total", "");
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.ofPlatform()
              .start(() -> {
                for (int n = 0; n < 10_000; n++) {
                  counter.increment();
                }
              });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(counter.value()).isEqualTo(40_000);
  }
}
