package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code ifft(seriesList, phaseSeriesList)} of carbonapi: values from the sizes and phases of their
 * frequencies; those without phases are taken as they are. The sign of values is lost there, and so
 * it is here.
 */
final class InverseFft implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "ifft",
          "Transform",
          "Shows the values that have these frequencies.",
          "ifft(fft(servers.web01.load,\"abs\"),fft(servers.web01.load,\"phase\"))",
          Parameter.seriesList("seriesList"),
          Parameter.optional("phaseSeriesList", ParameterType.SERIES_LIST));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> sizes = arguments.seriesList("seriesList");
    List<GraphiteSeries> phases = arguments.seriesList("phaseSeriesList");
    List<GraphiteSeries> back = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      arguments.checkTime();
      GraphiteSeries size = sizes.get(i);
      double[] angles =
          i >= phases.size()
              ? new double[size.size()]
              : Arrays.copyOf(Fft.known(phases.get(i).values()), size.size());
      String shown = size.name() + (i >= phases.size() ? "" : "," + phases.get(i).name());
      back.add(
          size.withValues(values(Fft.known(size.values()), angles)).named("ifft(" + shown + ")"));
    }
    return back;
  }

  private static double[] values(double[] sizes, double[] angles) {
    double[] real = new double[sizes.length];
    double[] imaginary = new double[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      real[i] = sizes[i] * Math.cos(angles[i]);
      imaginary[i] = sizes[i] * Math.sin(angles[i]);
    }
    return new Spectrum(real, imaginary).transformed(true).sizes();
  }
}
