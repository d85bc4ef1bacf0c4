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
 * {@code polyfit(seriesList, degree=1, offset="0d")} of carbonapi: the polynomial that lies closest
 * to the values, drawn on for so long after the end. Unknown when there are too few values.
 *
 * <p>Least squares over the index scaled to between -1 and 1, which keeps the normal equations
 * solvable for the small degrees that anyone asks for.
 */
final class Polyfit implements GraphiteFunction {
  /** Beyond it doubles do not hold the equations. */
  private static final int MAX_DEGREE = 15;

  private static final Signature SIGNATURE =
      Signature.of(
          "polyfit",
          "Calculate",
          "Shows the polynomial that fits the values best.",
          "polyfit(servers.*.load,2)",
          Parameter.seriesList("seriesList"),
          Parameter.optional("degree", ParameterType.INTEGER),
          Parameter.optional("offset", ParameterType.INTERVAL));

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public List<GraphiteSeries> apply(Arguments arguments, Need outer) {
    int degree = arguments.has("degree") ? arguments.whole("degree") : 1;
    if (degree < 1 || degree > MAX_DEGREE) {
      throw arguments.refused("degree", "the degree must be from 1 to " + MAX_DEGREE);
    }
    long offset = arguments.has("offset") ? Math.abs(arguments.interval("offset")) : 0;
    String shown =
        (arguments.has("degree") ? "," + degree : "")
            + arguments.optionalText("offset").map(o -> ",'" + o + "'").orElse("");
    List<GraphiteSeries> fitted = new ArrayList<>();
    for (GraphiteSeries series : arguments.seriesList("seriesList")) {
      arguments.allot(offset / series.step());
      double[] values = fit(series.values(), degree, (int) (offset / series.step()));
      fitted.add(
          series
              .onGrid(series.start(), series.step(), values)
              .named("polyfit(" + series.name() + shown + ")"));
    }
    return fitted;
  }

  private static double[] fit(double[] values, int degree, int more) {
    double[][] equations = new double[degree + 1][degree + 2];
    double half = Math.max(1, values.length - 1) / 2.0;
    int known = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        known++;
        double[] powers = powers(i / half - 1, degree);
        for (int row = 0; row <= degree; row++) {
          for (int column = 0; column <= degree; column++) {
            equations[row][column] += powers[row] * powers[column];
          }
          equations[row][degree + 1] += powers[row] * values[i];
        }
      }
    }
    double[] fitted = new double[values.length + more];
    double[] factors = known > degree ? solve(equations) : new double[0];
    for (int i = 0; i < fitted.length; i++) {
      double sum = known > degree ? 0 : Double.NaN;
      double[] powers = powers(i / half - 1, degree);
      for (int j = 0; j < factors.length; j++) {
        sum += factors[j] * powers[j];
      }
      fitted[i] = sum;
    }
    return fitted;
  }

  private static double[] powers(double x, int degree) {
    double[] powers = new double[degree + 1];
    powers[0] = 1;
    for (int i = 1; i <= degree; i++) {
      powers[i] = powers[i - 1] * x;
    }
    return powers;
  }

  /** Gauss with the largest pivot; the last column is the right side. */
  private static double[] solve(double[][] equations) {
    int size = equations.length;
    for (int pivot = 0; pivot < size; pivot++) {
      int best = pivot;
      for (int row = pivot + 1; row < size; row++) {
        best = Math.abs(equations[row][pivot]) > Math.abs(equations[best][pivot]) ? row : best;
      }
      double[] chosen = equations[best];
      equations[best] = equations[pivot];
      equations[pivot] = chosen;
      for (int row = 0; row < size; row++) {
        double factor = row == pivot ? 0 : equations[row][pivot] / chosen[pivot];
        for (int column = pivot; column <= size; column++) {
          equations[row][column] -= factor * chosen[column];
        }
      }
    }
    double[] solution = new double[size];
    for (int i = 0; i < size; i++) {
      solution[i] = equations[i][size] / equations[i][i];
    }
    return solution;
  }
}
