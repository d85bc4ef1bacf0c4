package tidemark.query.graphite.function;

import java.util.Arrays;
import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;
import tidemark.query.graphite.Value;

/**
 * {@code keepLastValue(seriesList, limit=inf)}: a gap of at most so many values takes the value
 * before it.
 */
final class KeepLastValue implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "keepLastValue",
          "Transform",
          "Fills gaps with the last known value.",
          "keepLastValue(servers.*.load,5)",
          Parameter.seriesList("seriesList"),
          Parameter.optional("limit", ParameterType.INT_OR_INF)
              .or(new Value.Real(Double.POSITIVE_INFINITY)));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double limit = arguments.number("limit");
    return arguments.seriesList("seriesList").stream()
        .map(s -> s.withValues(filled(s.values(), limit)).named("keepLastValue(" + s.name() + ")"))
        .toList();
  }

  private static double[] filled(double[] values, double limit) {
    double[] filled = values.clone();
    int known = -1;
    for (int i = 0; i <= values.length; i++) {
      if (i == values.length || !Double.isNaN(values[i])) {
        int gap = i - known - 1;
        if (known >= 0 && gap > 0 && gap <= limit) {
          Arrays.fill(filled, known + 1, i, values[known]);
        }
        known = i;
      }
    }
    return filled;
  }
}
