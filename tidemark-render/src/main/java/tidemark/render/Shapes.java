package tidemark.render;

import java.awt.geom.Path2D;

/** Paths of simple figures. */
final class Shapes {
  private Shapes() {}

  static Path2D box(double x, double y, double width, double height) {
    Path2D box = new Path2D.Double();
    box.moveTo(x, y);
    box.lineTo(x + width, y);
    box.lineTo(x + width, y + height);
    box.lineTo(x, y + height);
    box.closePath();
    return box;
  }

  static Path2D line(double x1, double y1, double x2, double y2) {
    Path2D line = new Path2D.Double();
    line.moveTo(x1, y1);
    line.lineTo(x2, y2);
    return line;
  }
}
