package tidemark.query.graphite.function;

import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code stacked(seriesList, stack)}: each series on top of those before it in the answer, of the
 * same stack; they are piled up when all of it is there.
 */
final class Stacked {
  private static final String STANDARD = "__DEFAULT__";

  private Stacked() {}

  static GraphiteFunction function() {
    return new EachSeries(
        Signature.of(
            "stacked",
            "Graph",
            "Draws series on top of each other.",
            "stacked(servers.*.load)",
            Parameter.seriesList("seriesList"),
            Parameter.optional("stack", ParameterType.STRING).or(STANDARD)),
        (s, arguments) -> {
          String stack = arguments.text("stack");
          GraphiteSeries higher = s.drawn(draw -> draw.onStack(stack));
          return stack.equals(STANDARD)
              ? higher.named("stacked(" + s.name() + ")").tagged("stacked", STANDARD)
              : higher;
        });
  }
}
