package tidemark.render;

import java.awt.geom.Path2D;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import tidemark.query.graphite.Consolidation;
import tidemark.query.graphite.DrawOptions;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.render.ChartOptions.LineMode;

/**
 * One series as it is plotted: with no more points than the picture has columns, and on top of
 * another one if it is stacked.
 *
 * @param values NaN where the line is broken
 * @param below what the space under it is filled down to: another line, or the ground when {@code
 *     filled}
 */
@SuppressWarnings("ArrayRecordComponent") // a column handed through, compared by nobody
record PlottedLine(
    String name,
    long start,
    int step,
    double[] values,
    DrawOptions draw,
    Ink ink,
    boolean filled,
    @Nullable PlottedLine below) {

  /** A series alone. */
  static PlottedLine of(GraphiteSeries series, double columns, boolean nullAsZero, Ink ink) {
    int width = (int) Math.max(1, Math.ceil(series.size() / Math.max(1, columns)));
    GraphiteSeries fewer = Consolidation.consolidate(series, width);
    double[] values = fewer.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = nullAsZero && Double.isNaN(values[i]) ? 0 : values[i];
    }
    return new PlottedLine(
        series.name(), fewer.start(), fewer.step(), values, series.draw(), ink, false, null);
  }

  /** Filled down to the ground, or to another line. */
  PlottedLine filled(@Nullable PlottedLine lower) {
    return new PlottedLine(name, start, step, values, draw, ink, true, lower);
  }

  /** Its values added to those of a line below. */
  PlottedLine on(PlottedLine lower) {
    double[] sum = new double[values.length];
    for (int i = 0; i < sum.length; i++) {
      double under = lower.top(time(i));
      sum[i] = values[i] + (Double.isNaN(under) ? 0 : under);
    }
    return new PlottedLine(name, start, step, sum, draw, ink, true, lower);
  }

  double time(int i) {
    return start + (double) i * step;
  }

  /** The value that holds at a time, in a gap that of the line below; NaN without any. */
  double top(double time) {
    int i = (int) Math.floor((time - start) / step);
    double own = i >= 0 && i < values.length ? values[i] : Double.NaN;
    return Double.isFinite(own) || below == null ? own : below.top(time);
  }

  boolean isEmpty() {
    for (double value : values) {
      if (Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** The line itself; a point alone is a short one. */
  Path2D line(LineMode mode, int leap, DoubleUnaryOperator x, DoubleUnaryOperator y) {
    Path2D path = new Path2D.Double();
    int last = -1; // the point that the line has come to
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        continue;
      }
      double px = x.applyAsDouble(time(i));
      double py = y.applyAsDouble(values[i]);
      boolean joined =
          last >= 0 && (last == i - 1 || (mode == LineMode.CONNECTED && i - last - 1 <= leap));
      if (!joined) {
        path.moveTo(px, py);
      } else if (mode == LineMode.STAIRCASE) {
        path.lineTo(px, path.getCurrentPoint().getY());
        path.lineTo(px, py);
      } else {
        path.lineTo(px, py);
      }
      if (mode == LineMode.STAIRCASE) {
        path.lineTo(x.applyAsDouble(time(i + 1)), py);
      } else if (!joined && isAlone(i)) {
        path.lineTo(px + 1, py);
      }
      last = i;
    }
    return path;
  }

  private boolean isAlone(int i) {
    return i + 1 == values.length || !Double.isFinite(values[i + 1]);
  }

  /** The space between the line and what is below it. */
  Path2D area(LineMode mode, double ground, DoubleUnaryOperator x, DoubleUnaryOperator y) {
    Path2D path = new Path2D.Double();
    int i = 0;
    while (i < values.length) {
      int from = i;
      while (i < values.length && Double.isFinite(values[i])) {
        i++;
      }
      if (i > from) {
        run(path, from, i, mode == LineMode.STAIRCASE, ground, x, y);
      }
      i = Math.max(i, from + 1);
    }
    return path;
  }

  private void run(
      Path2D path,
      int from,
      int to,
      boolean stairs,
      double ground,
      DoubleUnaryOperator x,
      DoubleUnaryOperator y) {
    path.moveTo(x.applyAsDouble(time(from)), y.applyAsDouble(values[from]));
    for (int i = from; i < to; i++) {
      path.lineTo(x.applyAsDouble(time(i)), y.applyAsDouble(values[i]));
      if (stairs) {
        path.lineTo(x.applyAsDouble(time(i + 1)), y.applyAsDouble(values[i]));
      }
    }
    for (int i = to - 1; i >= from; i--) {
      double lower = below == null ? Double.NaN : below.top(time(i));
      double bottom = Double.isFinite(lower) ? y.applyAsDouble(lower) : ground;
      if (stairs) {
        path.lineTo(x.applyAsDouble(time(i + 1)), bottom);
      }
      path.lineTo(x.applyAsDouble(time(i)), bottom);
    }
    path.closePath();
  }
}
