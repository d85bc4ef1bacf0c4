package tidemark.query.graphite;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A series as the render language sees it: values on a regular grid. Immutable; arrays are shared,
 * not copied, so who holds one must not write to it.
 *
 * @param name what is shown, {@code scale(a.b,2)}
 * @param tags of the series, its {@code name} included, and those that functions add
 * @param start seconds of the first value
 * @param end seconds just after the last value; a few functions set another (graphite-web's {@code
 *     end})
 * @param step seconds between values
 * @param values NaN where there is none
 * @param pathExpression what combining functions show of it: the pattern it was asked by, or its
 *     name
 * @param consolidation by which values become fewer for display or a common step
 * @param xFilesFactor the part of values that must be known when they become fewer
 * @param draw how it is drawn
 */
@SuppressWarnings("ArrayRecordComponent") // a column handed through, compared by nobody
public record GraphiteSeries(
    String name,
    Map<String, String> tags,
    long start,
    long end,
    int step,
    double[] values,
    String pathExpression,
    Consolidation consolidation,
    double xFilesFactor,
    DrawOptions draw) {

  /** A series made by a function: averaged when consolidated, named as itself. */
  public static GraphiteSeries of(String name, long start, int step, double[] values) {
    return new GraphiteSeries(
        name,
        Map.of("name", name),
        start,
        start + (long) step * values.length,
        step,
        values,
        name,
        Consolidation.AVERAGE,
        0,
        DrawOptions.NONE);
  }

  public int size() {
    return values.length;
  }

  /** Seconds of value {@code i}. */
  public long time(int i) {
    return start + (long) i * step;
  }

  /** Whether no value is known. */
  public boolean isEmpty() {
    for (double value : values) {
      if (!Double.isNaN(value)) {
        return false;
      }
    }
    return true;
  }

  /** Under another name, which combining functions then show too. */
  public GraphiteSeries named(String newName) {
    return new GraphiteSeries(
        newName, tags, start, end, step, values, newName, consolidation, xFilesFactor, draw);
  }

  /**
   * Under another name that only the reader sees: combining functions go on showing the expression.
   */
  public GraphiteSeries aliased(String newName) {
    return new GraphiteSeries(
        newName, tags, start, end, step, values, pathExpression, consolidation, xFilesFactor, draw);
  }

  /** Asked for by another expression. */
  public GraphiteSeries expressed(String expression) {
    return new GraphiteSeries(
        name, tags, start, end, step, values, expression, consolidation, xFilesFactor, draw);
  }

  /** With one tag more; null is written {@code None}, as Python would. */
  public GraphiteSeries tagged(String key, @Nullable String value) {
    Map<String, String> more = new TreeMap<>(tags);
    more.put(key, value == null ? "None" : value);
    return withTags(more);
  }

  /** With other tags. */
  public GraphiteSeries withTags(Map<String, String> newTags) {
    return new GraphiteSeries(
        name, newTags, start, end, step, values, pathExpression, consolidation, xFilesFactor, draw);
  }

  /** With other values at the same times. */
  public GraphiteSeries withValues(double[] newValues) {
    return new GraphiteSeries(
        name, tags, start, end, step, newValues, pathExpression, consolidation, xFilesFactor, draw);
  }

  /** With values at other times; the end follows from them. */
  public GraphiteSeries onGrid(long newStart, int newStep, double[] newValues) {
    return onGrid(newStart, newStart + (long) newStep * newValues.length, newStep, newValues);
  }

  /** With values at other times and an end of its own. */
  public GraphiteSeries onGrid(long newStart, long newEnd, int newStep, double[] newValues) {
    return new GraphiteSeries(
        name,
        tags,
        newStart,
        newEnd,
        newStep,
        newValues,
        pathExpression,
        consolidation,
        xFilesFactor,
        draw);
  }

  /** Consolidated by another function. */
  public GraphiteSeries consolidatedBy(Consolidation other) {
    return new GraphiteSeries(
        name, tags, start, end, step, values, pathExpression, other, xFilesFactor, draw);
  }

  /** With another part of values that must be known. */
  public GraphiteSeries withXFilesFactor(double other) {
    return new GraphiteSeries(
        name, tags, start, end, step, values, pathExpression, consolidation, other, draw);
  }

  /** With something said about how it is drawn. */
  public GraphiteSeries drawn(UnaryOperator<DrawOptions> change) {
    return new GraphiteSeries(
        name,
        tags,
        start,
        end,
        step,
        values,
        pathExpression,
        consolidation,
        xFilesFactor,
        change.apply(draw));
  }

  /** Every known value through a function; gaps stay gaps. */
  public GraphiteSeries map(DoubleUnaryOperator function) {
    double[] mapped = new double[values.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = Double.isNaN(values[i]) ? Double.NaN : function.applyAsDouble(values[i]);
    }
    return withValues(mapped);
  }
}
