package tidemark.query.graphite.function;

import java.time.ZoneId;
import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Reduction;
import tidemark.query.graphite.Signature;

/**
 * {@code smartSummarize(seriesList, intervalString, func='sum', alignTo=None)}: longer buckets from
 * the start of the range, or from the start of its hour, day or another unit.
 */
final class SmartSummarize implements GraphiteFunction {
  /** What older dashboards say here; graphite-web takes them for nothing. */
  private static final List<String> BOOLEANS = List.of("True", "False");

  private static final Signature SIGNATURE =
      Signature.of(
          "smartSummarize",
          "Transform",
          "Gathers values into longer intervals from the start of the range.",
          "smartSummarize(servers.*.load,\"1h\",\"max\",\"days\")",
          Parameter.seriesList("seriesList"),
          Parameter.required("intervalString", ParameterType.INTERVAL)
              .suggesting("10min", "1h", "1d"),
          Parameter.aggregation("func").or("sum"),
          Parameter.optional("alignTo", ParameterType.STRING)
              .offering(
                  List.of("seconds", "minutes", "hours", "days", "weeks", "months", "years")));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<Need> needs(Need outer, Arguments arguments) {
    if (arguments.optionalText("alignTo").filter(unit -> !BOOLEANS.contains(unit)).isEmpty()) {
      return List.of(outer);
    }
    ZoneId zone = arguments.request().zone();
    long from = arguments.read("alignTo", text -> Floors.of(outer.from(), text, zone));
    return List.of(new Need(from, outer.until()));
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    String interval = arguments.text("intervalString");
    long seconds = Buckets.interval(arguments, "intervalString");
    String func = arguments.text("func");
    Reduction reduction = arguments.reduction("func");
    return arguments.seriesList("seriesList").stream()
        .map(s ->
            Buckets.of(s, s.start(), s.end(), seconds, reduction, arguments)
                .named("smartSummarize(" + s.name() + ", \"" + interval + "\", \"" + func + "\")")
                .tagged("smartSummarize", interval)
                .tagged("smartSummarizeFunction", func))
        .toList();
  }
}
