package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/** {@code threshold(value, label=None, color=None)}: a horizontal line under a name of its own. */
final class ThresholdLine implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "threshold",
          "Graph",
          "Draws a labelled horizontal line.",
          "threshold(90,\"too hot\")",
          Parameter.number("value"),
          Parameter.optional("label", ParameterType.STRING),
          Parameter.optional("color", ParameterType.STRING));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    GraphiteSeries line =
        ConstantLine.line(arguments.number("value"), outer)
            .drawn(draw -> draw.coloured(arguments.optionalText("color").orElse(null)));
    return List.of(arguments.optionalText("label").map(line::aliased).orElse(line));
  }
}
