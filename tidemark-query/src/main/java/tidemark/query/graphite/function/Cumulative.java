package tidemark.query.graphite.function;

import tidemark.query.graphite.Consolidation;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code cumulative(seriesList)}: consolidateBy with {@code sum}. */
final class Cumulative {
  private Cumulative() {}

  static GraphiteFunction function() {
    return new EachSeries(
        Signature.of(
            "cumulative",
            "Special",
            "Adds values up when there is no room for all.",
            "cumulative(servers.*.load)",
            Parameter.seriesList("seriesList")),
        (s, arguments) ->
            s.named("consolidateBy(" + s.name() + ",\"sum\")")
                .tagged("consolidateBy", "sum")
                .consolidatedBy(Consolidation.SUM));
  }
}
