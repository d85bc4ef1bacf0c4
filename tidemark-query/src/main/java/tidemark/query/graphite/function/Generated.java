package tidemark.query.graphite.function;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/** Series that come from a formula over time and not from storage: time, sin, randomWalk. */
final class Generated implements GraphiteFunction {

  /** The values of the times {@code from}, {@code from + step} and so on. */
  interface Formula {
    double[] values(Arguments arguments, long from, int step, int count);
  }

  private final Signature signature;
  private final Formula formula;

  private Generated(Signature signature, Formula formula) {
    this.signature = signature;
    this.formula = formula;
  }

  /** Each value is its own time. */
  static Generated time(String name) {
    return new Generated(
        Signature.of(
            name,
            "Transform",
            "Shows the time as values.",
            name + "(\"now\")",
            Parameter.text("name"),
            Parameter.optional("step", ParameterType.INTEGER).or(60)),
        (arguments, from, step, count) -> times(from, step, count));
  }

  /** The same, once a minute. */
  static Generated identity() {
    return new Generated(
        Signature.of(
            "identity",
            "Calculate",
            "Shows the time as values, once a minute.",
            "identity(\"now\")",
            Parameter.text("name")),
        (arguments, from, step, count) -> times(from, step, count));
  }

  /** The sine of the seconds. */
  static Generated sine(String name) {
    return new Generated(
        Signature.of(
            name,
            "Transform",
            "Shows the sine of the time.",
            name + "(\"wave\",2)",
            Parameter.text("name"),
            Parameter.optional("amplitude", ParameterType.INTEGER).or(1),
            Parameter.optional("step", ParameterType.INTEGER).or(60)),
        (arguments, from, step, count) -> {
          double amplitude = arguments.number("amplitude");
          return Arrays.stream(times(from, step, count))
              .map(t -> Math.sin(t) * amplitude)
              .toArray();
        });
  }

  /** Steps of at most a half; the same name over the same range walks the same way. */
  static Generated randomWalk(String name) {
    return new Generated(
        Signature.of(
            name,
            "Special",
            "Shows a random walk, to try pictures with.",
            name + "(\"walk\")",
            Parameter.text("name"),
            Parameter.optional("step", ParameterType.INTEGER).or(60)),
        (arguments, from, step, count) -> {
          var random = new Random(from * 31 + arguments.text("name").hashCode());
          double[] walk = new double[count];
          for (int i = 1; i < count; i++) {
            walk[i] = walk[i - 1] + random.nextDouble() - 0.5;
          }
          return walk;
        });
  }

  private static double[] times(long from, int step, int count) {
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = from + (double) i * step;
    }
    return times;
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    int step = arguments.has("step") ? arguments.whole("step") : 60;
    if (step < 1) {
      throw arguments.refused("step", "a step of " + step + " s makes no points");
    }
    long points = (outer.seconds() + step - 1) / step;
    arguments.allot(points);
    int count = (int) points;
    return List.of(
        GraphiteSeries.of(
            arguments.text("name"),
            outer.from(),
            step,
            formula.values(arguments, outer.from(), step, count)));
  }
}
