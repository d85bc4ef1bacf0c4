package tidemark.testing;

import java.util.ArrayList;
import java.util.List;
import tidemark.model.Batch;
import tidemark.model.Points;

/**
 * A point as tests compare it: bit for bit, so that NaN equals NaN and -0.0 is not 0.0.
 *
 * @param time ms since the epoch
 * @param bits of the double, or the integer itself
 */
public record Point(long time, long bits, boolean integer) {
  /** A point that was written as a float. */
  public static Point of(long time, double value) {
    return new Point(time, Double.doubleToRawLongBits(value), false);
  }

  /** A point that was written as an integer. */
  public static Point integer(long time, long value) {
    return new Point(time, value, true);
  }

  /** All points of a series as handed out. */
  public static List<Point> all(Points points) {
    List<Point> all = new ArrayList<>(points.size());
    for (int i = 0; i < points.size(); i++) {
      all.add(
          points.isInteger(i)
              ? integer(points.timestamp(i), points.integer(i))
              : of(points.timestamp(i), points.value(i)));
    }
    return all;
  }

  /** The value as functions see it. */
  public double value() {
    return integer ? bits : Double.longBitsToDouble(bits);
  }

  /** Adds this point to a batch under an id of its table. */
  public void addTo(Batch batch, int id) {
    if (integer) {
      batch.addInteger(id, time, bits);
    } else {
      batch.add(id, time, value());
    }
  }

  @Override
  public String toString() {
    return time + ": " + (integer ? bits + "i" : Double.toString(value()));
  }
}
