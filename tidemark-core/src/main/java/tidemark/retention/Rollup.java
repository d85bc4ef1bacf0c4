package tidemark.retention;

import java.util.Optional;

/** How many points become one: whisper's aggregation methods (contracts/whisper.md, Layout). */
public enum Rollup {
  AVERAGE("average"),
  SUM("sum"),
  LAST("last"),
  MAX("max"),
  MIN("min"),
  AVG_ZERO("avg_zero"),
  ABSMAX("absmax"),
  ABSMIN("absmin");

  private final String word;

  Rollup(String word) {
    this.word = word;
  }

  /** The word used in storage-aggregation.conf. */
  public String word() {
    return word;
  }

  /** The method of a word, if there is one; {@code avg} is {@code average}. */
  public static Optional<Rollup> of(String word) {
    for (Rollup rollup : values()) {
      if (rollup.word.equals(word) || (rollup == AVERAGE && word.equals("avg"))) {
        return Optional.of(rollup);
      }
    }
    return Optional.empty();
  }
}
