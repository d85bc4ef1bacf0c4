package tidemark.query.graphite.function;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/** {@code transformNull(seriesList, default=0, referenceSeries=None)}: gaps become a value. */
final class TransformNull implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "transformNull",
          "Transform",
          "Fills gaps with a constant, or only where other series have a value.",
          "transformNull(servers.*.load,-1)",
          Parameter.seriesList("seriesList"),
          Parameter.optional("default", ParameterType.FLOAT).or(0),
          Parameter.optional("referenceSeries", ParameterType.SERIES_LIST));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    double standard = arguments.number("default");
    String shown = Numbers.g(standard);
    String tag = arguments.text("default");
    List<GraphiteSeries> references = arguments.seriesList("referenceSeries");
    List<GraphiteSeries> list = arguments.seriesList("seriesList");
    if (references.isEmpty()) {
      return list.stream()
          .map(s ->
              s.withValues(filled(s.values(), standard, null))
                  .named("transformNull(" + s.name() + "," + shown + ")")
                  .tagged("transformNull", tag))
          .toList();
    }
    double[] known = Rows.of(references).aggregate(Aggregation.COUNT, 0);
    return list.stream()
        .map(s ->
            s.withValues(filled(s.values(), standard, known))
                .named("transformNull(" + s.name() + "," + shown + ",referenceSeries)")
                .tagged("transformNull", tag)
                .tagged("referenceSeries", "1"))
        .toList();
  }

  /**
   * @param known where references have a value, or null when there are none
   */
  private static double[] filled(double[] values, double standard, double @Nullable [] known) {
    double[] filled = values.clone();
    for (int i = 0; i < filled.length; i++) {
      if (Double.isNaN(filled[i]) && (known == null || (i < known.length && known[i] > 0))) {
        filled[i] = standard;
      }
    }
    return filled;
  }
}
