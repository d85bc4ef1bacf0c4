package tidemark.render;

import java.util.ArrayList;
import java.util.List;
import tidemark.model.InvalidInputException;

/**
 * A vertical axis: from values to the part of its height, 0 at the bottom, and where its marks are.
 * Marks are at multiples of 1, 2 or 5 times a power of ten (or powers of two, for binary units),
 * and the axis ends at marks unless its ends were given.
 *
 * @param base of a logarithmic axis, 0 for a linear one
 * @param step between marks of a linear axis
 */
record ValueScale(double low, double high, double base, double step, Units units) {
  /** More marks than these are a mistake in {@code yStep}. */
  private static final int MOST = 200;

  /**
   * An axis over values.
   *
   * @param marks how many there is room for
   */
  static ValueScale over(double min, double max, AxisOptions options, int marks) {
    double low = options.min().orElse(min);
    double high = options.max().orElse(max);
    if (options.limit().isPresent()) {
      high = Math.min(high, options.limit().getAsDouble());
    }
    if (options.logBase() > 0) {
      return logarithmic(low, high, options);
    }
    if (options.min().isEmpty() && low > 0 && low <= 0.35 * high) {
      low = 0; // near enough: a chart that starts at zero does not exaggerate
    }
    if (!(high > low)) {
      double around = Math.max(Math.abs(low) * 0.1, 0.5);
      boolean lower = options.min().isEmpty() && low != 0;
      high = low + (options.max().isPresent() ? 1 : around);
      low = lower ? low - around : low;
    }
    double step = options.step().orElse(nice((high - low) / Math.max(2, marks), options.units()));
    if (!(step > 0) || (high - low) / step > MOST) {
      throw new InvalidInputException("a yStep of " + step + " makes too many marks");
    }
    double first = options.min().isPresent() ? low : Math.floor(low / step + 1e-9) * step;
    double last = options.max().isPresent() ? high : Math.ceil(high / step - 1e-9) * step;
    return new ValueScale(first, last, 0, step, options.units());
  }

  private static ValueScale logarithmic(double low, double high, AxisOptions options) {
    if (low <= 0) {
      throw new InvalidInputException(
          "Logarithmic scale specified with a dataset with a minimum value less than or equal to"
              + " zero");
    }
    double base = options.logBase();
    double first = options.min().isPresent() ? low : Math.pow(base, Math.floor(log(low, base)));
    double last = options.max().isPresent() ? high : Math.pow(base, Math.ceil(log(high, base)));
    return new ValueScale(first, last > first ? last : first * base, base, 0, options.units());
  }

  private static double log(double value, double base) {
    return Math.log(value) / Math.log(base);
  }

  /** The next larger nice number. */
  static double nice(double wanted, Units units) {
    if (units.isBinary() && wanted >= 1) {
      return Math.pow(2, Math.ceil(Math.log(wanted) / Math.log(2) - 1e-9));
    }
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    double factor = wanted / power;
    return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
  }

  /** 0 at the bottom, 1 at the top; beyond for what is not on the axis. */
  double part(double value) {
    return base > 0
        ? log(value, base) - log(low, base) == 0
            ? 0
            : (log(value, base) - log(low, base)) / (log(high, base) - log(low, base))
        : (value - low) / (high - low);
  }

  /** The values that have a label and a line. */
  List<Double> marks() {
    List<Double> marks = new ArrayList<>();
    if (base > 0) {
      for (double mark = Math.pow(base, Math.ceil(log(low, base) - 1e-9));
          mark <= high * (1 + 1e-9) && marks.size() < MOST;
          mark *= base) {
        marks.add(mark);
      }
      return marks;
    }
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      marks.add(i * step);
    }
    return marks;
  }

  String label(double mark) {
    return units.shown(mark, base > 0 ? mark : step);
  }
}
