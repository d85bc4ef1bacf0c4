package tidemark.query.graphite.function;

import java.util.List;
import org.jspecify.annotations.Nullable;
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
    return list.stream()
        .map(s ->
            s.withValues(filled(s.values(), standard, known(s, references)))
                .named("transformNull(" + s.name() + "," + shown + ",referenceSeries)")
                .tagged("transformNull", tag)
                .tagged("referenceSeries", "1"))
        .toList();
  }

  /**
   * For each value of a series whether a reference has one at its time or, with a finer step,
   * before the next.
   */
  private static boolean[] known(GraphiteSeries series, List<GraphiteSeries> references) {
    boolean[] known = new boolean[series.size()];
    for (GraphiteSeries reference : references) {
      double[] values = reference.values();
      for (int i = 0; i < known.length; i++) {
        long from = Math.floorDiv(series.time(i) - reference.start(), (long) reference.step());
        long to =
            Math.floorDiv(series.time(i + 1) - 1 - reference.start(), (long) reference.step());
        for (long j = Math.max(0, from); j <= Math.min(to, values.length - 1) && !known[i]; j++) {
          known[i] = !Double.isNaN(values[(int) j]);
        }
      }
    }
    return known;
  }

  /**
   * @param known where references have a value, or null when there are none
   */
  private static double[] filled(double[] values, double standard, boolean @Nullable [] known) {
    double[] filled = values.clone();
    for (int i = 0; i < filled.length; i++) {
      if (Double.isNaN(filled[i]) && (known == null || known[i])) {
        filled[i] = standard;
      }
    }
    return filled;
  }
}
