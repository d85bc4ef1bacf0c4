package tidemark.query.graphite.function;

import java.util.List;
import java.util.regex.Pattern;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.PythonRegex;

/**
 * The names of series with what the argument {@code search} matches replaced by {@code replace}.
 */
final class SubstitutedNames {
  private SubstitutedNames() {}

  static List<String> of(Arguments arguments, List<GraphiteSeries> list) {
    Pattern search = arguments.regex("search");
    String replace = arguments.text("replace");
    return list.stream().map(s -> PythonRegex.replaceAll(search, replace, s.name())).toList();
  }
}
