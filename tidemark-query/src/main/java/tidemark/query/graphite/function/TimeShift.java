package tidemark.query.graphite.function;

import java.time.Instant;
import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;
import tidemark.query.graphite.TimeText;

/**
 * {@code timeShift(seriesList, timeShift, resetEnd=True, alignDST=False)}: the series of another
 * time, drawn over this one. A shift without a sign goes back.
 */
final class TimeShift implements GraphiteFunction {
  private static final Signature SIGNATURE =
      Signature.of(
          "timeShift",
          "Transform",
          "Shows the series of an earlier or later time.",
          "timeShift(servers.*.load,\"1d\")",
          Parameter.seriesList("seriesList"),
          Parameter.required("timeShift", ParameterType.INTERVAL).suggesting("1h", "1d", "7d"),
          Parameter.optional("resetEnd", ParameterType.BOOLEAN).or(true),
          Parameter.optional("alignDst", ParameterType.BOOLEAN).or(false));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<Need> needs(Need outer, Arguments arguments) {
    return List.of(outer, shifted(outer, arguments));
  }

  private static Need shifted(Need outer, Arguments arguments) {
    Need moved = outer.moved(back(arguments, "timeShift"));
    if (!arguments.flag("alignDst")) {
      return moved;
    }
    // When one of the two ranges lies in summer time, the same hour of the day is meant.
    var rules = arguments.request().zone().getRules();
    boolean localSummer = rules.isDaylightSavings(Instant.ofEpochSecond(outer.from()));
    boolean movedSummer = rules.isDaylightSavings(Instant.ofEpochSecond(moved.from()));
    if (localSummer == movedSummer) {
      return moved;
    }
    return moved.moved(localSummer ? 3600 : -3600);
  }

  /** Seconds of an interval that goes back when it has no sign. */
  static long back(Arguments arguments, String parameter) {
    return arguments.read(parameter, text -> TimeText.interval(signed(text)));
  }

  static String signed(String interval) {
    return interval.startsWith("+") || interval.startsWith("-") ? interval : "-" + interval;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> originals = arguments.seriesList("seriesList");
    if (originals.isEmpty()) {
      return List.of();
    }
    GraphiteSeries first = originals.getFirst();
    String shift = signed(arguments.text("timeShift"));
    boolean resetEnd = arguments.flag("resetEnd");
    return arguments.seriesList("seriesList", shifted(outer, arguments)).stream()
        .map(s ->
            s.onGrid(
                    first.start(),
                    resetEnd ? first.end() : s.end() - s.start() + first.start(),
                    s.step(),
                    s.values())
                .aliased("timeShift(" + s.name() + ", \"" + shift + "\")")
                .tagged("timeShift", shift))
        .toList();
  }
}
