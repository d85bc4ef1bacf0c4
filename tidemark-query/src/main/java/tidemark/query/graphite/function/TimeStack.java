package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.List;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code timeStack(seriesList, unit='1d', start=0, end=7)}: the series of several times at once.
 */
final class TimeStack implements GraphiteFunction {
  private static final int MOST = 1000;
  private static final Signature SIGNATURE =
      Signature.of(
          "timeStack",
          "Transform",
          "Shows series of several times over each other.",
          "timeStack(servers.*.load,\"1d\",0,3)",
          Parameter.seriesList("seriesList"),
          Parameter.optional("timeShiftUnit", ParameterType.INTERVAL).or("1d"),
          Parameter.optional("timeShiftStart", ParameterType.INTEGER).or(0),
          Parameter.optional("timeShiftEnd", ParameterType.INTEGER).or(7));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<Need> needs(Need outer, Arguments arguments) {
    List<Need> needs = new ArrayList<>();
    needs.add(outer);
    long unit = TimeShift.back(arguments, "timeShiftUnit");
    long first = arguments.whole("timeShiftStart");
    long end = arguments.whole("timeShiftEnd");
    if (end - first > MOST) {
      throw arguments.refused("timeShiftEnd", "timeStack of more than " + MOST + " times");
    }
    for (long i = first; i < end; i++) {
      needs.add(outer.moved(unit * i));
    }
    return needs;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<GraphiteSeries> originals = arguments.seriesList("seriesList");
    if (originals.isEmpty()) {
      return List.of();
    }
    GraphiteSeries first = originals.getFirst();
    String unit = TimeShift.signed(arguments.text("timeShiftUnit"));
    List<Need> needs = needs(outer, arguments);
    List<GraphiteSeries> stacked = new ArrayList<>();
    for (int i = 1; i < needs.size(); i++) {
      String count = Integer.toString(arguments.whole("timeShiftStart") + i - 1);
      for (GraphiteSeries s : arguments.seriesList("seriesList", needs.get(i))) {
        stacked.add(
            s.onGrid(first.start(), first.end(), s.step(), s.values())
                .named("timeShift(" + s.name() + ", " + unit + ", " + count + ")")
                .tagged("timeShiftUnit", unit)
                .tagged("timeShift", count));
      }
    }
    return stacked;
  }
}
