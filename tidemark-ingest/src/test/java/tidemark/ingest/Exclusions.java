package tidemark.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tidemark.testing.Golden;

/**
 * Recorded cases counted against a file of exclusions, one {@code id TAB reason} a line. An
 * excluded case that passes is a failure too: then the line is no longer true.
 */
public final class Exclusions {
  private final Set<String> excluded = new HashSet<>();
  private final List<String> failures = new ArrayList<>();
  private int passed;

  public Exclusions(Golden golden, String file) {
    for (String line : golden.lines(file)) {
      if (!line.startsWith("#")) {
        excluded.add(line.substring(0, line.indexOf('\t')));
      }
    }
  }

  /** Notes how a case went; {@code difference} is empty when it passed. */
  public void note(String id, String difference) {
    boolean out = excluded.contains(id);
    if (difference.isEmpty()) {
      passed++;
      if (out) {
        failures.add(id + " passes and is excluded");
      }
    } else if (!out) {
      failures.add(id + ": " + difference);
    }
  }

  public List<String> failures() {
    return failures;
  }

  @Override
  public String toString() {
    return passed + " of " + (passed + excluded.size()) + " recorded cases pass";
  }
}
