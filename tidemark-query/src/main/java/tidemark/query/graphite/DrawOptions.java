package tidemark.query.graphite;

import org.jspecify.annotations.Nullable;

/**
 * How a series is drawn: what {@code color}, {@code dashed} and their like say of it. Nothing of it
 * changes a value, but for {@link #stack}. Null and false are what nothing was said of: the chart
 * decides.
 *
 * @param color a name or six or eight hexadecimal digits, as written
 * @param alpha opacity from 0 to 1
 * @param lineWidth pixels
 * @param dash length of dashes and gaps, pixels
 * @param vertical values above 0 are lines from top to bottom ({@code drawAsInfinite})
 * @param secondAxis the values belong to the right axis
 * @param area the space below is filled down to the series drawn before it
 * @param hidden not drawn itself: the lower bound of an area
 * @param stack the stack whose earlier series of the answer are below this one ({@link Stacks})
 */
public record DrawOptions(
    @Nullable String color,
    @Nullable Double alpha,
    @Nullable Double lineWidth,
    @Nullable Double dash,
    boolean vertical,
    boolean secondAxis,
    boolean area,
    boolean hidden,
    @Nullable String stack) {

  /** Nothing was said. */
  public static final DrawOptions NONE =
      new DrawOptions(null, null, null, null, false, false, false, false, null);

  public DrawOptions coloured(@Nullable String other) {
    return new DrawOptions(
        other, alpha, lineWidth, dash, vertical, secondAxis, area, hidden, stack);
  }

  public DrawOptions translucent(double other) {
    return new DrawOptions(
        color, other, lineWidth, dash, vertical, secondAxis, area, hidden, stack);
  }

  public DrawOptions wide(double other) {
    return new DrawOptions(color, alpha, other, dash, vertical, secondAxis, area, hidden, stack);
  }

  public DrawOptions dashed(double other) {
    return new DrawOptions(
        color, alpha, lineWidth, other, vertical, secondAxis, area, hidden, stack);
  }

  public DrawOptions asVertical() {
    return new DrawOptions(color, alpha, lineWidth, dash, true, secondAxis, area, hidden, stack);
  }

  public DrawOptions onSecondAxis() {
    return new DrawOptions(color, alpha, lineWidth, dash, vertical, true, area, hidden, stack);
  }

  public DrawOptions asArea() {
    return new DrawOptions(
        color, alpha, lineWidth, dash, vertical, secondAxis, true, hidden, stack);
  }

  public DrawOptions asHidden() {
    return new DrawOptions(color, alpha, lineWidth, dash, vertical, secondAxis, area, true, stack);
  }

  /** On top of what the same stack holds. */
  public DrawOptions onStack(String name) {
    return new DrawOptions(color, alpha, lineWidth, dash, vertical, secondAxis, true, hidden, name);
  }
}
