package tidemark.query.graphite.function;

import java.util.List;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code constantLine(value)}: three points over the range. */
final class ConstantLine implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "constantLine",
          "Special",
          "Draws a horizontal line.",
          "constantLine(5)",
          Parameter.number("value"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    return List.of(line(arguments.number("value"), outer));
  }

  /** The line as this function draws it, named by its value. */
  static GraphiteSeries line(double value, Need outer) {
    String name = Numbers.repr(value);
    return line(name, value, outer).expressed("constantLine(" + name + ")");
  }

  static GraphiteSeries line(String name, double value, Need outer) {
    int step = (int) ((outer.until() - outer.from()) / 2);
    if (step < 1) {
      throw new InvalidInputException("a line over a range of one second has no step");
    }
    double[] values = {value, value, value};
    return GraphiteSeries.of(name, outer.from(), step, values)
        .onGrid(outer.from(), outer.from() + 2L * step, step, values);
  }
}
