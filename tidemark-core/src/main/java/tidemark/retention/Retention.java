package tidemark.retention;

import java.util.List;

/**
 * How one series is kept.
 *
 * @param archives finest first; each step divides the next and each reaches further back
 * @param xFilesFactor the part of a coarse interval's points that must be known, 0 to 1; a 32-bit
 *     float because whisper stores it so and compares with the widened value
 */
public record Retention(List<Archive> archives, Rollup method, float xFilesFactor) {
  public Retention {
    archives = List.copyOf(archives);
  }
}
