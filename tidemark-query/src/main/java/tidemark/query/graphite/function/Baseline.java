package tidemark.query.graphite.function;

import java.util.ArrayList;
import java.util.List;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code baseline(seriesList, timeShiftUnit, timeShiftStart, timeShiftEnd, maxAbsentPercent=100,
 * minAvg=0)} of carbonapi: what is usual, the median of the same series at some other times; and
 * {@code baselineAberration}, the current value as a multiple of it.
 */
final class Baseline implements GraphiteFunction {
  private static final int MOST = 1000;

  private final Signature signature;
  private final boolean aberration;

  private Baseline(String name, String description, boolean aberration) {
    this.aberration = aberration;
    this.signature =
        Signature.of(
            name,
            "Calculate",
            description,
            name + "(servers.*.load,\"10min\",1,4)",
            Parameter.seriesList("seriesList"),
            Parameter.required("timeShiftUnit", ParameterType.INTERVAL).suggesting("1d", "7d"),
            Parameter.whole("timeShiftStart"),
            Parameter.whole("timeShiftEnd"),
            Parameter.optional("maxAbsentPercent", ParameterType.FLOAT).or(100),
            Parameter.optional("minAvg", ParameterType.FLOAT).or(0));
  }

  static Baseline median() {
    return new Baseline("baseline", "Shows the median of series at several other times.", false);
  }

  static Baseline aberration() {
    return new Baseline(
        "baselineAberration", "Shows by what factor series differ from their baseline.", true);
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<Need> needs(Need outer, Arguments arguments) {
    long unit = TimeShift.back(arguments, "timeShiftUnit");
    long first = arguments.whole("timeShiftStart");
    long end = arguments.whole("timeShiftEnd");
    if (end - first > MOST) {
      throw arguments.refused("timeShiftEnd", "a baseline of more than " + MOST + " times");
    }
    List<Need> needs = new ArrayList<>();
    needs.add(outer);
    for (long i = first; i < end; i++) {
      if (i != 0) {
        needs.add(outer.moved(unit * i));
      }
    }
    return needs;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    List<Need> needs = needs(outer, arguments);
    List<GraphiteSeries> results = new ArrayList<>();
    for (GraphiteSeries series : arguments.seriesList("seriesList")) {
      List<double[]> others = new ArrayList<>();
      for (Need shifted : needs.subList(1, needs.size())) {
        for (GraphiteSeries other : arguments.seriesList("seriesList", shifted)) {
          if (other.name().equals(series.name()) && counts(other, series, arguments)) {
            others.add(other.values());
          }
        }
      }
      if (!others.isEmpty()) {
        results.add(
            series
                .withValues(values(series, others))
                .named(signature.name() + "(" + series.name() + ")"));
      }
    }
    return results;
  }

  /** Whether enough of a series is known, and it is not too small to compare with. */
  private static boolean counts(GraphiteSeries other, GraphiteSeries series, Arguments arguments) {
    if (other.step() != series.step() || other.isEmpty()) {
      return false;
    }
    double known = Aggregation.COUNT.apply(other.values()) / other.size();
    return (1 - known) * 100 <= arguments.number("maxAbsentPercent")
        && Aggregation.AVERAGE.apply(other.values()) >= arguments.number("minAvg");
  }

  private double[] values(GraphiteSeries series, List<double[]> others) {
    double[] values = new double[series.size()];
    double[] row = new double[others.size()];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < row.length; j++) {
        row[j] = i < others.get(j).length ? others.get(j)[i] : Double.NaN;
      }
      double median = Aggregation.MEDIAN.apply(row);
      values[i] = !aberration ? median : median == 0 ? Double.NaN : series.values()[i] / median;
    }
    return values;
  }
}
