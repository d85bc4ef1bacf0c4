package tidemark.retention;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;

/**
 * carbon's whitelist.conf and blacklist.conf: one regular expression a line, found anywhere in the
 * name (contracts/carbon.md 11). The black list goes first; an empty white list lets all pass.
 * Immutable.
 */
public final class NameLists {
  /** Lets all pass. */
  public static final NameLists NONE = new NameLists(List.of(), List.of());

  /** What is said of a name. */
  public enum Verdict {
    PASSES,
    BLACK,
    NOT_WHITE
  }

  private final List<Pattern> white;
  private final List<Pattern> black;

  private NameLists(List<Pattern> white, List<Pattern> black) {
    this.white = List.copyOf(white);
    this.black = List.copyOf(black);
  }

  /**
   * Reads the lists; one that is null or not there is empty, as in carbon.
   *
   * @param complain told of lines that are no regular expression; they are left out
   * @throws InvalidInputException if a file cannot be read
   */
  public static NameLists load(
      @Nullable Path white, @Nullable Path black, Consumer<String> complain) {
    return new NameLists(read(white, complain), read(black, complain));
  }

  private static List<Pattern> read(@Nullable Path file, Consumer<String> complain) {
    if (file == null || !Files.exists(file)) {
      return List.of();
    }
    List<Pattern> patterns = new ArrayList<>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        try {
          patterns.add(PythonRegex.compile(line.strip()));
        } catch (InvalidInputException e) {
          complain.accept(file + " line " + number + ": " + e.getMessage());
        }
      }
    }
    return patterns;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InvalidInputException(file + " cannot be read: " + e, e);
    }
  }

  /** What they say of a name; the name's tags, if any, belong to it. */
  public Verdict of(String name) {
    if (black.stream().anyMatch(each -> each.matcher(name).find())) {
      return Verdict.BLACK;
    }
    boolean passes = white.isEmpty() || white.stream().anyMatch(each -> each.matcher(name).find());
    return passes ? Verdict.PASSES : Verdict.NOT_WHITE;
  }

  /** Whether nothing is listed. */
  public boolean isEmpty() {
    return white.isEmpty() && black.isEmpty();
  }

  /** The expressions; lists that print alike are alike. */
  @Override
  public String toString() {
    return "white " + white + ", black " + black;
  }
}
