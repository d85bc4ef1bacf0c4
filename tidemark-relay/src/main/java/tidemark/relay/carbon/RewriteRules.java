package tidemark.relay.carbon;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tidemark.model.InvalidInputException;
import tidemark.relay.language.Dialect;
import tidemark.relay.language.Rule;
import tidemark.relay.language.Template;

/**
 * rewrite-rules.conf (contracts/carbon.md 12): {@code regex = replacement} in sections {@code
 * [pre]} and {@code [post]}; every occurrence is replaced. A section that comes again replaces
 * itself.
 *
 * @param pre before aggregation
 * @param post after it
 */
record RewriteRules(List<Rule> pre, List<Rule> post) {
  /**
   * Reads a file; without one there are no rules.
   *
   * @param complain told of lines that are none; they are left out, as in carbon
   */
  static RewriteRules read(Path file, Consumer<String> complain) {
    List<Rule> pre = new ArrayList<>();
    List<Rule> post = new ArrayList<>();
    List<Rule> section = new ArrayList<>();
    int number = 0;
    for (String raw : CarbonFolder.lines(file)) {
      number++;
      String line = raw.strip();
      String place = file + " line " + number + ": ";
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line.equals("[pre]") ? pre : line.equals("[post]") ? post : new ArrayList<>();
        section.clear();
        continue;
      }
      int equals = line.indexOf('=');
      if (equals < 0) {
        complain.accept(place + "no regex = replacement: " + line);
        continue;
      }
      try {
        section.add(rewrite(line.substring(0, equals), line.substring(equals + 1), place));
      } catch (InvalidInputException e) {
        complain.accept(String.valueOf(e.getMessage()));
      }
    }
    return new RewriteRules(List.copyOf(pre), List.copyOf(post));
  }

  /** Python's {@code \g<1>} is written {@code \g{1}} here. */
  private static Rule rewrite(String regex, String replacement, String place) {
    String template = replacement.strip().replaceAll("\\\\g<(\\d+)>", "\\\\g{$1}");
    return new Rule.Rewrite(
        RelayRules.expression(regex.strip(), place), Template.of(template, Dialect.V3_9), true);
  }
}
