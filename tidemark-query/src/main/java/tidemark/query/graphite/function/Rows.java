package tidemark.query.graphite.function;

import java.util.List;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.Aggregation;
import tidemark.query.graphite.Consolidation;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Reduction;

/**
 * Series on a common step, read across: the longest common multiple of their steps, each series
 * consolidated by its own function from its own first value on (contracts/graphite.md 4,
 * normalize). A shorter series is unknown at the end.
 *
 * @param start of the earliest series
 * @param length of the longest column
 */
@SuppressWarnings("ArrayRecordComponent") // columns read in place, compared by nobody
record Rows(long start, long end, int step, int length, double[][] columns) {
  static Rows of(List<GraphiteSeries> list) {
    int step = list.getFirst().step();
    for (GraphiteSeries series : list) {
      step = leastCommonMultiple(step, series.step());
    }
    double[][] columns = new double[list.size()][];
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    int length = 0;
    for (int i = 0; i < columns.length; i++) {
      GraphiteSeries series = list.get(i);
      columns[i] = Consolidation.consolidate(series, step / series.step()).values();
      start = Math.min(start, series.start());
      end = Math.max(end, series.end());
      length = Math.max(length, columns[i].length);
    }
    return new Rows(start, end - Math.floorMod(end - start, step), step, length, columns);
  }

  private static int leastCommonMultiple(int a, int b) {
    int x = a;
    int y = b;
    while (y != 0) {
      int rest = x % y;
      x = y;
      y = rest;
    }
    long multiple = (long) (a / x) * b;
    if (multiple > Integer.MAX_VALUE) {
      throw new InvalidInputException("steps of " + a + " s and " + b + " s have no common one");
    }
    return (int) multiple;
  }

  /**
   * One value per row. Sums and extremes run down the columns, which are contiguous; everything
   * else gathers a row at a time.
   */
  double[] aggregate(Reduction reduction, double xFilesFactor) {
    return switch (reduction) {
      case Aggregation aggregation ->
          switch (aggregation) {
            case SUM, AVERAGE, AVG_ZERO, MIN, MAX, COUNT -> columnwise(aggregation, xFilesFactor);
            case DIFF, FIRST, LAST, MEDIAN, MULTIPLY, RANGE, STDDEV ->
                rowwise(aggregation, xFilesFactor);
          };
      case Reduction other -> rowwise(other, xFilesFactor);
    };
  }

  private double[] columnwise(Aggregation aggregation, double xFilesFactor) {
    double[] result = new double[length];
    int[] known = new int[length];
    switch (aggregation) {
      case MIN -> extremes(result, known, -1);
      case MAX -> extremes(result, known, 1);
      default -> sums(result, known);
    }
    int total = columns.length;
    for (int i = 0; i < length; i++) {
      if (known[i] == 0 || !((double) known[i] / total >= xFilesFactor)) { // NaN: none is enough
        result[i] = Double.NaN;
      } else if (aggregation == Aggregation.AVERAGE) {
        result[i] /= known[i];
      } else if (aggregation == Aggregation.AVG_ZERO) {
        result[i] /= total;
      } else if (aggregation == Aggregation.COUNT) {
        result[i] = known[i];
      }
    }
    return result;
  }

  private void sums(double[] result, int[] known) {
    for (double[] column : columns) {
      for (int i = 0; i < column.length; i++) {
        double value = column[i];
        boolean there = !Double.isNaN(value);
        result[i] += there ? value : 0;
        known[i] += there ? 1 : 0;
      }
    }
  }

  /**
   * @param sign 1 for the largest, -1 for the smallest
   */
  private void extremes(double[] result, int[] known, int sign) {
    for (double[] column : columns) {
      for (int i = 0; i < column.length; i++) {
        double value = column[i];
        if (!Double.isNaN(value) && (known[i]++ == 0 || sign * value > sign * result[i])) {
          result[i] = value;
        }
      }
    }
  }

  private double[] rowwise(Reduction reduction, double xFilesFactor) {
    double[] result = new double[length];
    double[] row = new double[columns.length];
    for (int i = 0; i < length; i++) {
      int known = row(i, row);
      boolean enough = known > 0 && (double) known / row.length >= xFilesFactor;
      result[i] = enough ? reduction.apply(row) : Double.NaN;
    }
    return result;
  }

  /** Fills a row and says how many of its values are known. */
  int row(int index, double[] row) {
    int known = 0;
    for (int i = 0; i < columns.length; i++) {
      row[i] = index < columns[i].length ? columns[i][index] : Double.NaN;
      known += Double.isNaN(row[i]) ? 0 : 1;
    }
    return known;
  }

  /** A series of these times. */
  GraphiteSeries series(String name, double[] values) {
    return GraphiteSeries.of(name, start, step, values).onGrid(start, end, step, values);
  }
}
