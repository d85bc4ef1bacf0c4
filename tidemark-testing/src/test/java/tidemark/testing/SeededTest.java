package tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class SeededTest {
  @Test
  void givesTestsTheirChance(Random random) {
    assertThat(random.nextInt(10)).isBetween(0, 9);
  }
}
