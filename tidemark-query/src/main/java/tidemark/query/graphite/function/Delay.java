package tidemark.query.graphite.function;

import java.util.Arrays;
import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code delay(seriesList, steps)}: values so many steps later, or earlier when negative. By no
 * step at all there is nothing left, as in graphite-web, whose slice up to -0 is empty.
 */
final class Delay implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "delay",
          "Transform",
          "Shows values some steps later.",
          "delay(servers.*.load,3)",
          Parameter.seriesList("seriesList"),
          Parameter.whole("steps"));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    int steps = arguments.whole("steps");
    if (steps == 0) {
      return List.of();
    }
    return arguments.seriesList("seriesList").stream()
        .map(s ->
            s.withValues(delayed(s.values(), steps))
                .named("delay(" + s.name() + "," + steps + ")")
                .tagged("delay", Integer.toString(steps)))
        .toList();
  }

  private static double[] delayed(double[] values, int steps) {
    double[] delayed = new double[values.length];
    Arrays.fill(delayed, Double.NaN);
    int shift = Math.clamp(steps, -values.length, values.length);
    int kept = values.length - Math.abs(shift);
    System.arraycopy(values, Math.max(0, -shift), delayed, Math.max(0, shift), kept);
    return delayed;
  }
}
