package tidemark.storage;

import java.util.List;

/**
 * How a storage fares.
 *
 * @param writable whether writes are being taken
 * @param problems what someone should look at, one sentence each; empty when all is well
 */
public record Health(boolean writable, List<String> problems) {
  /** All is well. */
  public static final Health OK = new Health(true, List.of());

  public Health {
    problems = List.copyOf(problems);
  }
}
