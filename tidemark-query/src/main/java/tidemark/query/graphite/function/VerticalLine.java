package tidemark.query.graphite.function;

import java.util.List;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.DrawOptions;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/** {@code verticalLine(ts, label=None, color=None)}: one point at a time. */
final class VerticalLine implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "verticalLine",
          "Graph",
          "Marks a time.",
          "verticalLine(\"now\",\"here\")",
          Parameter.required("ts", ParameterType.DATE),
          Parameter.optional("label", ParameterType.STRING),
          Parameter.optional("color", ParameterType.STRING));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    long time = arguments.time("ts");
    if (time < outer.from() || time > outer.until()) {
      throw new InvalidInputException(
          "verticalLine(): timestamp "
              + time
              + (time < outer.from()
                  ? " exists before start of range"
                  : " exists after end of range"));
    }
    String label = arguments.optionalText("label").orElse("None");
    return List.of(
        GraphiteSeries.of(label, time, 1, new double[] {1})
            .drawn(DrawOptions::asVertical)
            .drawn(draw -> draw.coloured(arguments.optionalText("color").orElse(null))));
  }
}
