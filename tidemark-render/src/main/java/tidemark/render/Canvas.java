package tidemark.render;

import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.OutputStream;

/** What a chart is drawn on. Coordinates are pixels from the upper left corner. Not thread-safe. */
interface Canvas {
  /** Where a text stands relative to its point; the point is on the base line. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /**
   * A line along a path.
   *
   * @param dash length of dashes and gaps, 0 for none
   */
  void stroke(Path2D path, Ink ink, double width, double dash);

  /** The inside of a path. */
  void fill(Path2D path, Ink ink);

  /**
   * A line of text.
   *
   * @param turned 0, or a quarter turn: 1 clockwise, -1 the other way
   */
  void text(
      String text, double x, double y, Lettering lettering, Ink ink, Anchor anchor, int turned);

  /** Draws nothing outside of a rectangle from now on. */
  void clip(double x, double y, double width, double height);

  /** Draws everywhere again. */
  void unclip();

  /** Ends the picture and writes it; leaves {@code out} open. */
  void write(OutputStream out) throws IOException;
}
