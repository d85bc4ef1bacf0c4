package tidemark.query.graphite.function;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code absolute(seriesList)} and its like: every known value through a formula without arguments.
 */
final class PerValue implements GraphiteFunction {
  private final Signature signature;
  private final String tag;
  private final DoubleUnaryOperator formula;

  /**
   * @param formula gives NaN where it has no result
   */
  PerValue(String name, String description, DoubleUnaryOperator formula) {
    this(name, "1", description, formula);
  }

  /**
   * @param tag the value of the tag that is named after the function
   */
  PerValue(String name, String tag, String description, DoubleUnaryOperator formula) {
    this.tag = tag;
    this.formula = formula;
    this.signature =
        Signature.of(
            name,
            "Transform",
            description,
            name + "(servers.*.load)",
            Parameter.seriesList("seriesList"));
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    String name = signature.name();
    return arguments.seriesList("seriesList").stream()
        .map(s -> s.map(formula).named(name + "(" + s.name() + ")").tagged(name, tag))
        .toList();
  }
}
