package tidemark.query.graphite.function;

import java.util.Arrays;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code isNonNull(seriesList)}: 1 where there is a value and 0 where there is none. */
final class IsNonNull {
  private IsNonNull() {}

  static GraphiteFunction function() {
    return named("isNonNull");
  }

  /** The same under another name; the result is named alike. */
  static GraphiteFunction named(String name) {
    return new EachSeries(
        Signature.of(
            name,
            "Transform",
            "Shows where series have values.",
            name + "(servers.*.load)",
            Parameter.seriesList("seriesList")),
        (s, arguments) ->
            s.withValues(Arrays.stream(s.values()).map(v -> Double.isNaN(v) ? 0 : 1).toArray())
                .named("isNonNull(" + s.name() + ")")
                .tagged("isNonNull", "1"));
  }
}
