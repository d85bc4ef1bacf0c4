package tidemark.query.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidemark.model.InvalidInputException;

/**
 * Calls of functions over two series, {@code m} with host=a and host=b, and one of another metric.
 */
class GexpTest {
  private static List<OutputSeries> answer(SubQuery query) {
    return "m".equals(query.metric())
        ? List.of(series("m", "a", -1, 2, 9), series("m", "b", 10, 20, 3))
        : List.of(series("n", "a", 100, 100, 100), series("n", "b", 1, 2));
  }

  private static OutputSeries series(String metric, String host, double... values) {
    var dps = new Column(values.length);
    for (int i = 0; i < values.length; i++) {
      dps.add(60_000L * i, values[i]);
    }
    return new OutputSeries(
        0, metric, Map.of("host", host), List.of(), List.of(), List.of(), dps, false, false);
  }

  @Test
  void changesEachSeries() {
    f("scale(sum:m{host=*},10)", "m -10 20 90", "m 100 200 30");
    f("absolute(sum:m{host=*})", "m 1 2 9", "m 10 20 3");
    f("movingAverage(sum:m{host=*},2)", "m 0 0.5 5.5", "m 0 15 11.5");
    f("movingAverage(sum:m{host=*},'1min')", "m 0 2 9", "m 0 20 3");
    f("alias(sum:m{host=*},'on @host')", "'on a' -1 2 9", "'on b' 10 20 3");
    f("scale(scale(sum:m{host=literal_or(a|b),dc=x},2),5)", "m -10 20 90", "m 100 200 30");
  }

  @Test
  void picksTheHighest() {
    f("highestCurrent(sum:m,1)", "m -1 2 9");
    f("highestMax(sum:m,1)", "m 10 20 3");
    f("highestMax(sum:m,5)", "m 10 20 3", "m -1 2 9");
  }

  @Test
  void joinsSeriesOfEqualTags() {
    f("sumSeries(sum:m,sum:m)", "m -2 4 18", "m 20 40 6");
    f("diffSeries(sum:m,sum:m)", "m 0 0 0", "m 0 0 0");
    f("multiplySeries(sum:m,sum:m)", "m 1 4 81", "m 100 400 9");
    f("divideSeries(sum:m,sum:m)", "m 1 1 1", "m 1 1 1");
    refuses("sumSeries(sum:m,sum:n)", "No more elements");
  }

  @Test
  void shiftsTime() {
    OutputSeries shifted = Gexp.parse("shift(sum:m,1min)").evaluate(GexpTest::answer).getFirst();
    assertThat(shifted.dps().time(0)).isEqualTo(60_000);
    refuses("timeShift(sum:m,'1min')", "unknown time unit=min'");
  }

  @Test
  void refusesWhatMakesNoSense() {
    refuses("frob(sum:m)", "Function frob has not been implemented");
    refuses("scale(sum:m", "missing ')'");
    refuses("scale(sum:m,x)", "must be a number");
    refuses("scale(10)", "no series");
  }

  @Test
  void everyNameIsAFunction() {
    List<OutputSeries> m = answer(Expression.parse("exp", "sum:m").ofMetric());
    for (String name : GexpFunctions.NAMES) {
      String word = name.toLowerCase(java.util.Locale.ROOT).endsWith("shift") ? "1s" : "1";
      assertThat(GexpFunctions.apply(name, List.of(m, m), List.of(word))).as(name).isNotEmpty();
    }
  }

  private static void f(String call, String... want) {
    assertThat(Gexp.parse(call).evaluate(GexpTest::answer).stream().map(GexpTest::shown))
        .as(call)
        .containsExactly(want);
  }

  private static String shown(OutputSeries series) {
    var text = new StringBuilder(series.metric());
    for (int i = 0; i < series.dps().size(); i++) {
      double value = series.dps().value(i);
      text.append(' ').append(value == (long) value ? Long.toString((long) value) : value);
    }
    return text.toString();
  }

  private static void refuses(String call, String why) {
    assertThatThrownBy(() -> Gexp.parse(call).evaluate(GexpTest::answer))
        .as(call)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(why);
  }
}
