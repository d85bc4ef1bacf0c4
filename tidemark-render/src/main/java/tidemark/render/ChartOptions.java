package tidemark.render;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a chart of lines is drawn, all of what a request may say (contracts/graphite.md 1.1).
 *
 * @param legend shown or not, or by the number of series when nothing was said
 * @param connectedLimit points that {@code connected} lines leap over
 */
record ChartOptions(
    Frame frame,
    Optional<Boolean> legend,
    boolean uniqueLegend,
    boolean hideNullFromLegend,
    boolean xAxis,
    boolean yAxis,
    boolean grid,
    boolean axisOnRight,
    Optional<String> vtitle,
    Optional<String> vtitleRight,
    LineMode lineMode,
    int connectedLimit,
    AreaMode areaMode,
    double areaAlpha,
    boolean nullAsZero,
    double minXStep,
    int minorY,
    Optional<String> xFormat,
    AxisOptions left,
    AxisOptions right,
    LineStyle leftLines,
    LineStyle rightLines) {

  /** How the points of a series are joined. */
  enum LineMode {
    SLOPE,
    STAIRCASE,
    CONNECTED
  }

  /** Which series are filled. */
  enum AreaMode {
    NONE,
    FIRST,
    ALL,
    STACKED
  }

  /**
   * How the lines of one axis are drawn, unless their series say otherwise.
   *
   * @param width nothing for what suits the number of lines
   * @param dash 0 for none
   */
  record LineStyle(OptionalDouble width, Optional<Ink> ink, double dash) {
    private static LineStyle of(DrawParameters parameters, String side) {
      Optional<Ink> ink =
          parameters.text(side + "Color").isPresent()
              ? Optional.of(parameters.ink(side + "Color", Ink.of(0)))
              : Optional.empty();
      double dash = parameters.flag(side + "Dashed", false) ? 5 : 0;
      return new LineStyle(width(parameters, side), ink, dash);
    }

    private static OptionalDouble width(DrawParameters parameters, String side) {
      for (String name : List.of(side + "Width", "lineWidth", "thickness")) {
        OptionalDouble width = parameters.number(name);
        if (width.isPresent()) {
          return width;
        }
      }
      return OptionalDouble.empty();
    }
  }

  static ChartOptions of(DrawParameters p) {
    boolean only = p.flag("graphOnly", false);
    boolean axes = !only && !p.flag("hideAxes", false);
    Optional<Boolean> hidden = only ? Optional.of(true) : p.optionalFlag("hideLegend");
    return new ChartOptions(
        Frame.of(p),
        hidden.map(hide -> !hide),
        p.flag("uniqueLegend", false),
        p.flag("hideNullFromLegend", false),
        axes && !p.flag("hideXAxis", false),
        axes && !p.flag("hideYAxis", false),
        !only && !p.flag("hideGrid", false),
        p.oneOf("yAxisSide", List.of("left", "right")).equals("right"),
        only ? Optional.empty() : p.text("vtitle"),
        only ? Optional.empty() : p.text("vtitleRight"),
        LineMode.valueOf(upper(p.oneOf("lineMode", List.of("slope", "staircase", "connected")))),
        p.whole("connectedLimit", Integer.MAX_VALUE),
        AreaMode.valueOf(upper(p.oneOf("areaMode", List.of("none", "first", "all", "stacked")))),
        p.number("areaAlpha", Double.NaN),
        p.flag("drawNullAsZero", false),
        Math.max(0.1, p.number("minXStep", 1)),
        Math.clamp(p.whole("minorY", 1), 0, 10),
        p.text("xFormat"),
        AxisOptions.of(p, "Left"),
        AxisOptions.of(p, "Right"),
        LineStyle.of(p, "left"),
        LineStyle.of(p, "right"));
  }

  private static String upper(String word) {
    return word.toUpperCase(java.util.Locale.ROOT);
  }
}
