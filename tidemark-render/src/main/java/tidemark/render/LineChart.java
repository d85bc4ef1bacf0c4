package tidemark.render;

import java.awt.geom.Path2D;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import tidemark.query.graphite.DrawOptions;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.render.ChartOptions.AreaMode;
import tidemark.render.ChartOptions.LineStyle;

/*
 *   margin
 *   ┌──────────────────────────────────────────┐
 *   │                  title                   │
 *   │ v   10 ┌──────────────────────────┐ 40 v │   v: vtitle, vtitleRight
 *   │ t    5 │           plot           │ 20 t │   labels of the left and of the right axis
 *   │      0 └──────────────────────────┘  0   │
 *   │        10:00        10:05       10:10    │
 *   │ ■ a.b        ■ c.d                       │   legend
 *   └──────────────────────────────────────────┘
 */
/** Lines over time. Laid out when it is drawn; made of values when it is made. */
final class LineChart {
  /** Graphite shows no longer legend than this unless it is told to. */
  private static final int LEGEND = 10;

  /** More lines than these are drawn thinner, so that they can be told apart. */
  private static final int CROWD = 50;

  private final ChartOptions options;
  private final List<PlottedLine> lines = new ArrayList<>();
  private final ZoneId zone;

  LineChart(ChartOptions options, List<GraphiteSeries> series, ZoneId zone, int width) {
    this.options = options;
    this.zone = zone;
    double columns =
        Math.max(1, (width - 2.0 * options.frame().margin() - 30) / options.minXStep());
    Map<String, PlottedLine> tops = new HashMap<>();
    int colours = 0;
    @Nullable PlottedLine previous = null;
    for (GraphiteSeries one : series) {
      Ink ink = ink(one.draw(), one.draw().hidden() ? colours : colours++);
      PlottedLine line = PlottedLine.of(one, columns, options.nullAsZero(), ink);
      PlottedLine placed = place(line, previous, tops);
      lines.add(placed);
      previous = placed;
    }
  }

  private Ink ink(DrawOptions draw, int n) {
    Ink next = style(draw).ink().orElse(options.frame().line(n));
    String color = draw.color();
    Ink ink = color == null ? next : Ink.parse(color).orElse(next);
    Double alpha = draw.alpha();
    return alpha == null ? ink : ink.faded(alpha);
  }

  private LineStyle style(DrawOptions draw) {
    return draw.secondAxis() ? options.rightLines() : options.leftLines();
  }

  /** What is below a line depends on the mode of the chart and on what functions said of it. */
  private PlottedLine place(
      PlottedLine line, @Nullable PlottedLine previous, Map<String, PlottedLine> tops) {
    if (line.draw().vertical() || line.draw().hidden()) {
      return line;
    }
    String stack = line.draw().stack();
    if (stack != null) { // its values were piled up already
      PlottedLine placed = line.filled(tops.get("stack " + stack));
      tops.put("stack " + stack, placed);
      return placed;
    }
    if (line.draw().area()) {
      return line.filled(previous);
    }
    if (options.areaMode() == AreaMode.STACKED) {
      String axis = line.draw().secondAxis() ? "right" : "left";
      PlottedLine under = tops.get(axis);
      PlottedLine placed = under == null ? line.filled(null) : line.on(under);
      tops.put(axis, placed);
      return placed;
    }
    boolean first = options.areaMode() == AreaMode.FIRST && lines.isEmpty();
    return first || options.areaMode() == AreaMode.ALL ? line.filled(null) : line;
  }

  /**
   * The two vertical axes, nothing where no line belongs.
   *
   * @throws tidemark.model.InvalidInputException if an option does not go with the values
   */
  List<Optional<ValueScale>> scales(double height) {
    int marks = (int) Math.max(2, height / (options.frame().lettering().size() * 3.5));
    return List.of(scale(false, options.left(), marks), scale(true, options.right(), marks));
  }

  private Optional<ValueScale> scale(boolean right, AxisOptions axis, int marks) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (PlottedLine line : lines) {
      if (line.draw().secondAxis() != right || line.draw().vertical()) {
        continue;
      }
      for (double value : line.values()) {
        if (Double.isFinite(value)) {
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
      }
      if (line.filled() && line.below() == null && min > 0 && axis.logBase() == 0) {
        min = 0;
      }
    }
    return min <= max ? Optional.of(ValueScale.over(min, max, axis, marks)) : Optional.empty();
  }

  private record Plot(double left, double top, double right, double bottom) {
    double width() {
      return right - left;
    }

    double height() {
      return bottom - top;
    }

    DoubleUnaryOperator y(ValueScale scale) {
      return value -> bottom - Math.clamp(scale.part(value), -10, 10) * height();
    }
  }

  void draw(Canvas canvas, Typeface typeface, int width, int height) {
    Frame frame = options.frame();
    Lettering text = frame.lettering();
    double top = frame.draw(canvas, typeface, width, height);
    double margin = frame.margin();
    Legend legend =
        new Legend(entries(), text, typeface, Math.max(1, width - 2 * margin), (height - top) / 2);
    double under = legend.height() > 0 ? legend.height() + text.size() * 0.5 : 0;
    double bottom = height - margin - under - (options.xAxis() ? text.size() * 1.8 : 0);
    List<Optional<ValueScale>> scales = scales(Math.max(1, bottom - top));
    double left = margin + titleRoom(options.vtitle(), text);
    double right = width - margin - titleRoom(options.vtitleRight(), text);
    boolean swapped = options.axisOnRight() && scales.getLast().isEmpty();
    Optional<ValueScale> onLeft = swapped ? Optional.empty() : scales.getFirst();
    Optional<ValueScale> onRight = swapped ? scales.getFirst() : scales.getLast();
    left += labelRoom(onLeft, typeface);
    right -= labelRoom(onRight, typeface);
    var plot =
        new Plot(left, Math.min(top, bottom - 1), Math.max(right, left + 1), Math.max(bottom, 1));
    Optional<TimeAxis> time = timeAxis(plot);
    drawGrid(canvas, plot, typeface, width, onLeft, onRight, time);
    sideTitles(canvas, plot, typeface, width);
    if (time.isPresent() && !lines.stream().allMatch(PlottedLine::isEmpty)) {
      canvas.clip(plot.left(), plot.top() - 1, plot.width(), plot.height() + 2);
      drawLines(canvas, plot, scales, time.get());
      canvas.unclip();
    } else {
      double x = (plot.left() + plot.right()) / 2;
      double y = (plot.top() + plot.bottom()) / 2;
      canvas.text(
          "No Data",
          x,
          y,
          text.times(1.4),
          frame.theme().text().faded(0.6),
          Canvas.Anchor.MIDDLE,
          0);
    }
    legend.draw(canvas, margin, height - margin - legend.height(), frame.theme().text());
  }

  private static double titleRoom(Optional<String> title, Lettering text) {
    return title.isPresent() ? text.size() * 1.6 : 0;
  }

  private double labelRoom(Optional<ValueScale> scale, Typeface typeface) {
    if (scale.isEmpty() || !options.yAxis()) {
      return 0;
    }
    double widest = 0;
    for (double mark : scale.get().marks()) {
      widest =
          Math.max(widest, typeface.width(scale.get().label(mark), options.frame().lettering()));
    }
    return widest + 6;
  }

  private Optional<TimeAxis> timeAxis(Plot plot) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    double from = lines.stream().mapToDouble(PlottedLine::start).min().orElseThrow();
    double until =
        lines.stream().mapToDouble(line -> line.time(line.values().length - 1)).max().orElseThrow();
    double marks = plot.width() / (options.frame().lettering().size() * 6.5);
    return Optional.of(TimeAxis.between((long) from, (long) until, zone, marks, options.xFormat()));
  }

  private List<Legend.Entry> entries() {
    List<Legend.Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (PlottedLine line : lines) {
      boolean skipped =
          line.draw().hidden()
              || (options.hideNullFromLegend() && line.isEmpty())
              || (options.uniqueLegend() && names.contains(line.name()));
      if (!skipped) {
        names.add(line.name());
        entries.add(new Legend.Entry(line.name(), line.ink(), line.draw().secondAxis()));
      }
    }
    return options.legend().orElse(entries.size() <= LEGEND) ? entries : List.of();
  }

  private void drawGrid(
      Canvas canvas,
      Plot plot,
      Typeface typeface,
      int width,
      Optional<ValueScale> left,
      Optional<ValueScale> right,
      Optional<TimeAxis> time) {
    time.ifPresent(axis -> drawTimes(canvas, plot, typeface, width, axis));
    left.ifPresent(scale -> drawValues(canvas, plot, scale, true, true));
    right.ifPresent(scale -> drawValues(canvas, plot, scale, false, left.isEmpty()));
  }

  private void drawTimes(Canvas canvas, Plot plot, Typeface typeface, int width, TimeAxis axis) {
    Theme theme = options.frame().theme();
    Lettering text = options.frame().lettering();
    for (TimeAxis.Mark mark : axis.marks()) {
      double x = crisp(plot.left() + axis.part((double) mark.time()) * plot.width());
      if (options.grid()) {
        canvas.stroke(Shapes.line(x, plot.top(), x, plot.bottom()), theme.minor(), 1, 0);
      }
      double half = typeface.width(mark.label(), text) / 2;
      if (options.xAxis() && x - half >= 2 && x + half <= width - 2) {
        double y = plot.bottom() + text.size() * 1.5;
        canvas.text(mark.label(), x, y, text, faint(), Canvas.Anchor.MIDDLE, 0);
      }
    }
  }

  private void drawValues(
      Canvas canvas, Plot plot, ValueScale scale, boolean left, boolean withGrid) {
    Theme theme = options.frame().theme();
    Lettering text = options.frame().lettering();
    DoubleUnaryOperator y = plot.y(scale);
    List<Double> marks = scale.marks();
    int minors = scale.base() > 0 ? 0 : options.minorY();
    for (int i = 0; i < marks.size(); i++) {
      double at = crisp(y.applyAsDouble(marks.get(i)));
      if (options.grid() && withGrid) {
        canvas.stroke(Shapes.line(plot.left(), at, plot.right(), at), theme.major(), 1, 0);
        for (int j = 1; j <= minors && i + 1 < marks.size(); j++) {
          double between = marks.get(i) + (marks.get(i + 1) - marks.get(i)) * j / (minors + 1);
          double line = crisp(y.applyAsDouble(between));
          canvas.stroke(Shapes.line(plot.left(), line, plot.right(), line), theme.minor(), 1, 0);
        }
      }
      if (options.yAxis()) {
        double x = left ? plot.left() - 6 : plot.right() + 6;
        Canvas.Anchor anchor = left ? Canvas.Anchor.END : Canvas.Anchor.START;
        canvas.text(
            scale.label(marks.get(i)), x, at + text.size() * 0.35, text, faint(), anchor, 0);
      }
    }
  }

  /** Lines of one pixel look sharp in the middle of one. */
  private static double crisp(double coordinate) {
    return Math.floor(coordinate) + 0.5;
  }

  private Ink faint() {
    return options.frame().theme().text().faded(0.75);
  }

  private void sideTitles(Canvas canvas, Plot plot, Typeface typeface, int width) {
    Lettering text = options.frame().lettering();
    Ink ink = options.frame().theme().text();
    double middle = (plot.top() + plot.bottom()) / 2;
    double margin = options.frame().margin();
    options
        .vtitle()
        .map(title -> typeface.fitted(title, text, plot.height()))
        .ifPresent(title ->
            canvas.text(title, margin + text.size(), middle, text, ink, Canvas.Anchor.MIDDLE, -1));
    options
        .vtitleRight()
        .map(title -> typeface.fitted(title, text, plot.height()))
        .ifPresent(title ->
            canvas.text(
                title, width - margin - text.size(), middle, text, ink, Canvas.Anchor.MIDDLE, 1));
  }

  /** Areas first, so that no line is hidden by the area of another. */
  private void drawLines(
      Canvas canvas, Plot plot, List<Optional<ValueScale>> scales, TimeAxis time) {
    DoubleUnaryOperator x = t -> plot.left() + time.part(t) * plot.width();
    for (PlottedLine line : lines) {
      Optional<ValueScale> scale = line.draw().secondAxis() ? scales.getLast() : scales.getFirst();
      if (line.filled() && scale.isPresent()) {
        DoubleUnaryOperator y = plot.y(scale.get());
        double zero = scale.get().base() > 0 ? plot.bottom() : y.applyAsDouble(0);
        double ground = Math.clamp(zero, plot.top(), plot.bottom());
        canvas.fill(line.area(options.lineMode(), ground, x, y), line.ink().faded(areaAlpha(line)));
      }
    }
    for (PlottedLine line : lines) {
      Optional<ValueScale> scale = line.draw().secondAxis() ? scales.getLast() : scales.getFirst();
      if (line.draw().vertical()) {
        verticals(canvas, plot, line, x);
      } else if (!line.draw().hidden() && scale.isPresent()) {
        stroke(
            canvas,
            line,
            line.line(options.lineMode(), options.connectedLimit(), x, plot.y(scale.get())));
      }
    }
  }

  private double areaAlpha(PlottedLine line) {
    if (!Double.isNaN(options.areaAlpha())) {
      return options.areaAlpha();
    }
    boolean piled = options.areaMode() == AreaMode.STACKED || line.draw().stack() != null;
    return piled ? 0.8 : 0.3;
  }

  private void stroke(Canvas canvas, PlottedLine line, Path2D path) {
    LineStyle style = style(line.draw());
    double usual = style.width().orElse(lines.size() > CROWD ? 0.9 : 1.4);
    Double width = line.draw().lineWidth();
    Double dash = line.draw().dash();
    canvas.stroke(
        path,
        line.ink(),
        Math.clamp(width == null ? usual : width, 0.1, 100.0),
        Math.clamp(dash == null ? style.dash() : dash, 0.0, 1000.0));
  }

  private void verticals(Canvas canvas, Plot plot, PlottedLine line, DoubleUnaryOperator x) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < line.values().length; i++) {
      if (line.values()[i] > 0) {
        double at = x.applyAsDouble(line.time(i));
        path.moveTo(at, plot.top());
        path.lineTo(at, plot.bottom());
      }
    }
    stroke(canvas, line, path);
  }
}
