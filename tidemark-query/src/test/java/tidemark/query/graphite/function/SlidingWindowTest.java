package tidemark.query.graphite.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.query.graphite.Aggregation;
import tidemark.testing.Seeded;

/** Every aggregation over every window, against the definition. */
@ExtendWith(Seeded.class)
class SlidingWindowTest {
  @Test
  void everyWindowIsAggregatedAsIfItWereAlone(Random random) {
    for (int round = 0; round < 2000; round++) {
      double[] values = new double[random.nextInt(40)];
      Arrays.setAll(values, i -> random.nextInt(4) == 0 ? Double.NaN : random.nextInt(9) - 4.5);
      int points = random.nextInt(12);
      double factor = random.nextInt(3) / 2.0;
      Aggregation aggregation = Aggregation.values()[round % Aggregation.values().length];
      double[] moved = SlidingWindow.over(values, points, aggregation, factor, () -> {});
      assertThat(moved).hasSize(Math.max(0, values.length - points));
      for (int i = 0; i < moved.length; i++) {
        double[] known =
            Arrays.stream(values, i + 1, i + 1 + points).filter(v -> !Double.isNaN(v)).toArray();
        boolean enough = known.length > 0 && (double) known.length / points >= factor;
        assertThat(moved[i])
            .isEqualTo(Double.valueOf(enough ? aggregation.apply(known) : Double.NaN));
      }
    }
  }

  @Test
  void aWindowLongerThanAnyArrayHoldsNothing() {
    double[] values = {1, 2, 3};
    for (Aggregation aggregation : Aggregation.values()) {
      assertThat(SlidingWindow.over(values, Integer.MAX_VALUE, aggregation, 0, () -> {})).isEmpty();
    }
  }
}
