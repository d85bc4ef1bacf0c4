package tidemark.query.graphite.function;

import java.util.Arrays;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code isNonNull(seriesList)}: 1 where there is a value and 0 where there is none. */
final class IsNonNull {
  private IsNonNull() {}

  static GraphiteFunction function() {
    return new EachSeries(
        Signature.of(
            "isNonNull",
            "Transform",
            "Shows where series have values.",
            "isNonNull(servers.*.load)",
            Parameter.seriesList("seriesList")),
        (s, arguments) ->
            s.withValues(Arrays.stream(s.values()).map(v -> Double.isNaN(v) ? 0 : 1).toArray())
                .named("isNonNull(" + s.name() + ")")
                .tagged("isNonNull", "1"));
  }
}
