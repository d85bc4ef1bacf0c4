package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code timeSlice(seriesList, startSliceAt, endSliceAt='now')}: gaps outside a range. As in
 * graphite-web a point counts at the start of the request plus its steps.
 */
final class TimeSlice implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "timeSlice",
          "Transform",
          "Shows series during a part of the range only.",
          "timeSlice(servers.*.load,\"-30min\",\"-10min\")",
          Parameter.seriesList("seriesList"),
          Parameter.required("startSliceAt", ParameterType.DATE),
          Parameter.optional("endSliceAt", ParameterType.DATE).or("now"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    long from = arguments.time("startSliceAt");
    long until = arguments.time("endSliceAt");
    return arguments.seriesList("seriesList").stream()
        .map(s ->
            s.withValues(sliced(s, outer.from(), from, until))
                .named("timeSlice(" + s.name() + ", " + from + ", " + until + ")")
                .tagged("timeSliceStart", Long.toString(from))
                .tagged("timeSliceEnd", Long.toString(until)))
        .toList();
  }

  private static double[] sliced(GraphiteSeries series, long start, long from, long until) {
    double[] sliced = series.values().clone();
    for (int i = 0; i < sliced.length; i++) {
      long time = start + (long) i * series.step();
      if (time < from || time > until) {
        sliced[i] = Double.NaN;
      }
    }
    return sliced;
  }
}
