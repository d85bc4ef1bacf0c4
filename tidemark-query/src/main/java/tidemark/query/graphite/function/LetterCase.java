package tidemark.query.graphite.function;

import java.util.List;
import java.util.function.UnaryOperator;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;
import tidemark.query.graphite.Value;

/**
 * {@code upper(seriesList, *pos)} and {@code lower}: the whole name, or the letters at positions.
 */
final class LetterCase {
  private LetterCase() {}

  static GraphiteFunction of(String name, UnaryOperator<String> change) {
    return new EachSeries(
        Signature.of(
            name,
            "Alias",
            "Shows names, or some of their letters, in another case.",
            name + "(servers.*.load)",
            Parameter.seriesList("seriesList"),
            Parameter.optional("pos", ParameterType.INTEGER).repeated()),
        (s, arguments) -> s.aliased(changed(s.name(), arguments.values("pos"), change)));
  }

  private static String changed(String name, List<Value> positions, UnaryOperator<String> change) {
    if (positions.isEmpty()) {
      return change.apply(name);
    }
    var changed = new StringBuilder(name);
    for (Value position : positions) {
      if (position instanceof Value.Whole(long index)) {
        long at = index < 0 ? name.length() + index : index;
        if (at >= 0 && at < name.length()) {
          int i = (int) at;
          changed.replace(i, i + 1, change.apply(name.substring(i, i + 1)));
        }
      }
    }
    return changed.toString();
  }
}
