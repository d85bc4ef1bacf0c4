package tidemark.query.opentsdb;

import java.util.BitSet;
import tidemark.model.Integers;
import tidemark.model.Points;
import tidemark.model.TimeRange;

/** Points as a storage hands them out, from a column. */
final class PointsOf {
  private PointsOf() {}

  static Points column(Column column, TimeRange range) {
    long[] times = new long[column.size()];
    double[] values = new double[column.size()];
    long[] exact = new long[column.size()];
    var which = new BitSet();
    int n = 0;
    for (int i = 0; i < column.size(); i++) {
      if (range.contains(column.time(i))) {
        times[n] = column.time(i);
        values[n] = column.value(i);
        if (column.isInteger(i)) {
          which.set(n);
          exact[n] = column.integer(i);
        }
        n++;
      }
    }
    return new Points.Irregular(times, values, n, new Integers(which, exact));
  }
}
