package tidemark.query.graphite.function;

import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.Signature;

/**
 * {@code lowPass(seriesList, cutPercent)} of carbonapi: of a spectrum as {@code fft} gives it, the
 * middle, which is the high frequencies, becomes unknown.
 */
final class LowPass {
  private LowPass() {}

  static GraphiteFunction named(String name) {
    return new EachSeries(
        Signature.of(
            name,
            "Transform",
            "Drops the high frequencies of a spectrum.",
            name + "(fft(servers.*.load),40)",
            Parameter.seriesList("seriesList"),
            Parameter.number("cutPercent")),
        (series, arguments) -> cut(series, arguments.number("cutPercent")));
  }

  private static GraphiteSeries cut(GraphiteSeries series, double percent) {
    double[] kept = series.values().clone();
    int low = (int) (percent / 200 * kept.length);
    for (int i = Math.max(0, low); i < Math.min(kept.length - low, kept.length); i++) {
      kept[i] = Double.NaN;
    }
    return series
        .withValues(kept)
        .named("lowPass(" + series.name() + "," + Numbers.shortest(percent) + ")");
  }
}
