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

/**
 * {@code hitcount(seriesList, intervalString, alignToInterval=False)}: how many hits a rate per
 * second makes in each interval; a point reaches over its whole step (contracts/graphite.md 6.6).
 */
final class HitCount implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "hitcount",
          "Transform",
          "Counts the hits that a rate per second makes in each interval.",
          "hitcount(servers.*.load,\"1h\")",
          Parameter.seriesList("seriesList"),
          Parameter.required("intervalString", ParameterType.INTERVAL)
              .suggesting("10min", "1h", "1d"),
          Parameter.optional("alignToInterval", ParameterType.BOOLEAN).or(false));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<Need> needs(Need outer, Arguments arguments) {
    if (!arguments.flag("alignToInterval")) {
      return List.of(outer);
    }
    long interval = arguments.interval("intervalString");
    String unit = interval >= 86_400 ? "days" : interval >= 3600 ? "hours" : "minutes";
    long from =
        interval >= 60 ? Floors.of(outer.from(), unit, arguments.request().zone()) : outer.from();
    return List.of(new Need(from, outer.until()));
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    String interval = arguments.text("intervalString");
    long seconds = Buckets.either(arguments, "intervalString");
    boolean aligned = arguments.flag("alignToInterval");
    return arguments.seriesList("seriesList").stream()
        .map(s ->
            hits(s, seconds, aligned, arguments)
                .named("hitcount(" + s.name() + ", \"" + interval + (aligned ? "\", true)" : "\")"))
                .tagged("hitcount", interval))
        .toList();
  }

  private static GraphiteSeries hits(
      GraphiteSeries series, long interval, boolean aligned, Arguments arguments) {
    long length = series.end() - series.start();
    long count = aligned ? length / interval + 1 : (length + interval - 1) / interval;
    arguments.allot(count);
    long start = aligned ? series.start() : series.end() - count * interval;
    double[] hits = new double[(int) count];
    Arrays.fill(hits, Double.NaN);
    for (int i = 0; i < series.size(); i++) {
      double value = series.values()[i];
      long from = series.time(i);
      long until = from + series.step();
      while (!Double.isNaN(value) && from < until) {
        int bucket = (int) ((from - start) / interval);
        long next = Math.min(until, start + (bucket + 1) * interval);
        if (bucket >= 0 && bucket < hits.length) {
          hits[bucket] = (Double.isNaN(hits[bucket]) ? 0 : hits[bucket]) + value * (next - from);
        }
        from = next;
      }
    }
    return series.onGrid(start, start + count * interval, (int) interval, hits);
  }
}
