package tidemark.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;

/**
 * Which series are stored with fewer digits than they came with, from a file in the manner of
 * storage-schemas.conf. The first section whose pattern is found in the canonical text holds; a
 * series that none names loses nothing, nor does one whose section says {@code digits = all}.
 *
 * <pre>
 *   [temperatures]
 *   pattern = \.temperature$
 *   decimals = 2
 *
 *   [rest]
 *   pattern = .*
 *   digits = 12
 * </pre>
 *
 * <p>Since it takes digits away for good, a section that is not understood is an error, never
 * skipped. Immutable.
 */
public final class Roundings {
  /** Keeps every digit. */
  public static final Roundings NONE = new Roundings(List.of());

  private static final Set<String> KEYS = Set.of("pattern", "digits", "decimals");

  private record Rule(Pattern pattern, Optional<Precision> precision) {}

  private final List<Rule> rules;

  private Roundings(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Reads a file.
   *
   * @throws InvalidInputException if it is wrong; the message names file and line
   */
  public static Roundings load(Path file) throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (IniFile.Section section : IniFile.read(file.toString(), Files.readAllLines(file))) {
      rules.add(rule(file.toString(), section));
    }
    return new Roundings(rules);
  }

  /** Whether every digit of every series is kept. */
  public boolean isNone() {
    return rules.isEmpty();
  }

  /** What is kept of a series' values; empty: all. */
  public Optional<Precision> of(SeriesKey key) {
    for (Rule rule : rules) {
      if (rule.pattern().matcher(key.toString()).find()) {
        return rule.precision();
      }
    }
    return Optional.empty();
  }

  private static Rule rule(String file, IniFile.Section section) {
    section
        .entries()
        .forEach((key, entry) -> {
          if (!KEYS.contains(key)) {
            throw wrong(file, entry.line(), "unknown key '" + key + "'");
          }
        });
    IniFile.Entry pattern = section.get("pattern");
    IniFile.Entry digits = section.get("digits");
    IniFile.Entry decimals = section.get("decimals");
    if (pattern == null || (digits == null) == (decimals == null)) {
      throw wrong(
          file,
          section.line(),
          "section [" + section.name() + "] needs a pattern and either digits or decimals");
    }
    return new Rule(pattern(file, pattern), precision(file, digits, decimals));
  }

  private static Optional<Precision> precision(
      String file, IniFile.@Nullable Entry digits, IniFile.@Nullable Entry decimals) {
    if (decimals != null) {
      return Optional.of(Precision.decimals(number(file, decimals, "decimals", 0)));
    }
    return digits == null || digits.value().equals("all")
        ? Optional.empty()
        : Optional.of(Precision.digits(number(file, digits, "digits", 1)));
  }

  private static int number(String file, IniFile.Entry entry, String key, int least) {
    int n = entry.value().matches("\\d{1,2}") ? Integer.parseInt(entry.value()) : -1;
    if (n < least || n > Precision.MOST) {
      throw wrong(
          file,
          entry.line(),
          "%s = %s: use a number from %d to %d"
              .formatted(key, entry.value(), least, Precision.MOST));
    }
    return n;
  }

  private static Pattern pattern(String file, IniFile.Entry entry) {
    try {
      return PythonRegex.compile(entry.value());
    } catch (InvalidInputException e) {
      throw new InvalidInputException(file + " line " + entry.line() + ": " + e.getMessage(), e);
    }
  }

  private static InvalidInputException wrong(String file, int line, String what) {
    return new InvalidInputException(file + " line " + line + ": " + what);
  }
}
