package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/** {@code fft(seriesList, mode="")} of carbonapi: sizes and phases of the frequencies of values. */
final class Fft implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "fft",
          "Transform",
          "Shows the size (abs) and phase of each frequency in the values.",
          "fft(servers.*.load,\"abs\")",
          Parameter.seriesList("seriesList"),
          Parameter.text("mode").or("").offering(List.of("", "abs", "all", "both", "phase")));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    String mode = arguments.text("mode");
    boolean both = List.of("", "all", "both").contains(mode);
    if (!both && !mode.equals("abs") && !mode.equals("phase")) {
      throw arguments.refused("mode", "unknown mode '" + mode + "'");
    }
    List<GraphiteSeries> transformed = new ArrayList<>();
    for (GraphiteSeries series : arguments.seriesList("seriesList")) {
      arguments.checkTime();
      double[] known = known(series.values());
      Spectrum spectrum = new Spectrum(known, new double[known.length]).transformed(false);
      if (both || mode.equals("abs")) {
        transformed.add(
            series.withValues(spectrum.sizes()).named("fft(" + series.name() + ",abs)"));
      }
      if (both || mode.equals("phase")) {
        transformed.add(
            series.withValues(spectrum.phases()).named("fft(" + series.name() + ",phase)"));
      }
    }
    return transformed;
  }

  /** The values with gaps as 0. */
  static double[] known(double[] values) {
    return Arrays.stream(values).map(v -> Double.isNaN(v) ? 0 : v).toArray();
  }
}
