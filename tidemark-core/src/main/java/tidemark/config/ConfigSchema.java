package tidemark.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidemark.model.InvalidInputException;

/** All keys there are, by full name, in the order in which they are documented. */
public final class ConfigSchema {
  private final Map<String, ConfigKey<?>> keys = new LinkedHashMap<>();

  /**
   * A schema of keys with full names.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public ConfigSchema(List<ConfigKey<?>> all) {
    for (ConfigKey<?> key : all) {
      if (keys.put(key.name(), key) != null) {
        throw new IllegalArgumentException("two keys named " + key.name());
      }
    }
  }

  public List<ConfigKey<?>> keys() {
    return List.copyOf(keys.values());
  }

  /**
   * Everything wrong with some values, one sentence each: unknown keys and values of the wrong
   * kind.
   */
  public List<String> problems(ConfigNode root) {
    List<String> problems = new ArrayList<>();
    root.values()
        .forEach((name, value) -> {
          ConfigKey<?> key = keys.get(name);
          if (key == null) {
            problems.add(value.origin() + ": unknown key " + name + hint(name));
          } else {
            badValue(root, key).ifPresent(problems::add);
          }
        });
    return problems;
  }

  private static Optional<String> badValue(ConfigNode root, ConfigKey<?> key) {
    try {
      root.get(key);
      return Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private String hint(String name) {
    return nearest(name).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /**
   * The known key nearest to what was written: the fewest changed letters; or one that ends alike,
   * for those who left the section out. Empty when nothing is near.
   */
  public Optional<String> nearest(String name) {
    String best = null;
    int least = Math.max(2, name.length() / 2) + 1;
    for (String key : keys.keySet()) {
      int distance = key.endsWith('.' + name) ? 1 : distance(name, key);
      if (distance < least) {
        least = distance;
        best = key;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Levenshtein's distance, by rows. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
