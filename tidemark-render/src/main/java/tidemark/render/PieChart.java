package tidemark.render;

import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** Slices of a circle, from the top clockwise, in the order given. */
final class PieChart {
  private final PieOptions options;
  private final List<PieSlice> slices;

  PieChart(PieOptions options, List<PieSlice> slices) {
    this.options = options;
    this.slices = slices;
  }

  void draw(Canvas canvas, Typeface typeface, int width, int height) {
    Frame frame = options.frame();
    double top = frame.draw(canvas, typeface, width, height);
    double total = slices.stream().mapToDouble(PieChart::part).sum();
    double margin = frame.margin();
    Legend legend = legend(typeface, width - 2 * margin, (height - top) / 2, total);
    double room = height - top - margin - legend.height();
    double radius = Math.max(1, Math.min(width - 2 * margin, room) / 2);
    double x = width / 2.0;
    double y = top + room / 2;
    double angle = 90;
    for (int i = 0; i < slices.size() && total > 0; i++) {
      double degrees = part(slices.get(i)) / total * 360;
      slice(canvas, x, y, radius, angle, degrees, ink(i));
      angle -= degrees;
    }
    values(canvas, x, y, radius, total);
    legend.draw(canvas, margin, height - margin - legend.height(), frame.theme().text());
    if (!(total > 0)) {
      Lettering large = frame.lettering().times(1.4);
      canvas.text("No Data", x, y, large, frame.theme().text().faded(0.6), Canvas.Anchor.MIDDLE, 0);
    }
  }

  private static double part(PieSlice slice) {
    return slice.value() > 0 && Double.isFinite(slice.value()) ? slice.value() : 0;
  }

  private Ink ink(int i) {
    String color = slices.get(i).color();
    Ink next = options.frame().line(i);
    return color == null ? next : Ink.parse(color).orElse(next);
  }

  private void slice(
      Canvas canvas, double x, double y, double radius, double angle, double degrees, Ink ink) {
    Path2D path = new Path2D.Double();
    if (degrees >= 359.999) {
      path.append(
          new Arc2D.Double(x - radius, y - radius, 2 * radius, 2 * radius, 0, 360, Arc2D.CHORD),
          false);
    } else {
      path.append(
          new Arc2D.Double(
              x - radius, y - radius, 2 * radius, 2 * radius, angle, -degrees, Arc2D.PIE),
          false);
    }
    canvas.fill(path, ink);
    canvas.stroke(path, options.frame().theme().ground(), 1.5, 0);
  }

  private void values(Canvas canvas, double x, double y, double radius, double total) {
    double angle = Math.PI / 2;
    for (PieSlice slice : slices) {
      double turn = total > 0 ? part(slice) / total * 2 * Math.PI : 0;
      double percent = total > 0 ? part(slice) / total * 100 : 0;
      double middle = angle - turn / 2;
      angle -= turn;
      if (percent < options.valuesMin() || percent == 0) {
        continue;
      }
      String text =
          switch (options.values()) {
            case NONE -> "";
            case NUMBER -> Units.SI.shown(slice.value(), slice.value() / 100);
            case PERCENT -> Math.round(percent) + "%";
          };
      Lettering bold = options.frame().lettering().bolder();
      double far = percent > 99.9 ? 0 : 0.68 * radius;
      canvas.text(
          text,
          x + Math.cos(middle) * far,
          y - Math.sin(middle) * far + bold.size() * 0.35,
          bold,
          options.valuesInk(),
          Canvas.Anchor.MIDDLE,
          0);
    }
  }

  private Legend legend(Typeface typeface, double width, double most, double total) {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < slices.size() && options.legend().orElse(true); i++) {
      PieSlice slice = slices.get(i);
      String value = Units.SI.shown(slice.value(), total / 1000);
      entries.add(new Legend.Entry(slice.name() + "  " + value, ink(i), false));
    }
    return new Legend(entries, options.frame().lettering(), typeface, width, most);
  }
}
