package tidemark.query.opentsdb;

import org.jspecify.annotations.Nullable;

/**
 * A way to make one value of several: over the members of a group at one time, or over the points
 * of a downsampling bucket. All of them stand in {@link Aggregators}.
 *
 * @param integers the fold while every value is an integer; the result is one
 * @param doubles the fold otherwise
 */
public record Aggregator(
    String name, Interpolation interpolation, OnIntegers integers, OnDoubles doubles) {
  /** Over the first {@code n >= 1} values, which it may reorder. */
  @FunctionalInterface
  interface OnIntegers {
    long of(long[] values, int n);
  }

  /** Over the first {@code n >= 1} values, which it may reorder; NaN is a gap. */
  @FunctionalInterface
  interface OnDoubles {
    double of(double[] values, int n);
  }

  /** Whether every series is answered on its own. */
  boolean isNone() {
    return name.equals("none");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Aggregator a && a.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
