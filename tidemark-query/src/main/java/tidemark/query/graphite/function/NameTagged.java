package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Signature;

/**
 * A function of carbonapi that is like one of graphite-web but for the tag {@code name}: it is what
 * the series is shown as (recordings ca.054, ca.068).
 */
record NameTagged(GraphiteFunction function) implements GraphiteFunction {
  @Override
  public Signature signature() {
    return function.signature();
  }

  @Override
  public List<Need> needs(Need outer, Arguments arguments) {
    return function.needs(outer, arguments);
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    return function.apply(arguments, outer).stream().map(s -> s.tagged("name", s.name())).toList();
  }
}
