package tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class SeededTest {
  @Test
  void givesTestsTheirChance(Random random) {
    assertThat(random.nextInt(10)).isBetween(0, 9);
  }

  @Test
  void isTheSameForTheSameName() {
    assumeThat(System.getProperty("tidemark.seed")).isNull();
    assumeThat(Boolean.getBoolean("tidemark.long")).isFalse();
    assertThat(Seeded.seed("a test")).isEqualTo(Seeded.seed("a test"));
    assertThat(Seeded.seed("a test")).isNotEqualTo(Seeded.seed("another"));
  }
}
