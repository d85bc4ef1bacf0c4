package tidemark.render;

import java.util.List;

/**
 * Names beside small boxes of their colours, in as many equal columns as have room. Names that are
 * too long lose their middle; lines that do not fit become a count.
 */
final class Legend {
  /** One line of it. */
  record Entry(String name, Ink ink, boolean right) {}

  private static final double GAP = 14;

  private final List<Entry> entries;
  private final Lettering lettering;
  private final Typeface typeface;
  private final double width;
  private final double column;
  private final int columns;
  private final int rows;

  /**
   * A legend.
   *
   * @param most pixels of height that it may take
   */
  Legend(List<Entry> entries, Lettering lettering, Typeface typeface, double width, double most) {
    this.entries = entries;
    this.lettering = lettering;
    this.typeface = typeface;
    this.width = width;
    double longest = 0;
    for (Entry entry : entries) {
      longest = Math.max(longest, typeface.width(shown(entry), lettering));
    }
    double wanted = Math.min(width, box() + longest + GAP);
    this.columns = Math.max(1, (int) ((width + GAP) / wanted));
    this.column = columns == 1 ? width : wanted;
    int needed = (entries.size() + columns - 1) / columns;
    this.rows = Math.min(needed, Math.max(1, (int) (most / line())));
  }

  private static String shown(Entry entry) {
    return entry.right() ? entry.name() + " (right)" : entry.name();
  }

  private double box() {
    return lettering.size() * 1.5;
  }

  private double line() {
    return lettering.size() * 1.5;
  }

  double height() {
    return entries.isEmpty() ? 0 : rows * line();
  }

  /** Draws it below a point. */
  void draw(Canvas canvas, double left, double top, Ink text) {
    int room = rows * columns;
    int shown = entries.size() <= room ? entries.size() : room - 1;
    for (int i = 0; i < shown; i++) {
      double x = left(left, i);
      double y = top + i % rows * line();
      Entry entry = entries.get(i);
      double side = lettering.size() * 0.75;
      canvas.fill(
          Shapes.box(x, y + line() - side - lettering.size() * 0.3, lettering.size(), side),
          entry.ink());
      String name =
          typeface.fitted(shown(entry), lettering, Math.min(column - GAP / 2, width) - box());
      write(canvas, name, x + box(), y, text);
    }
    if (shown < entries.size()) {
      String rest = "and " + (entries.size() - shown) + " more";
      write(canvas, rest, left(left, shown) + box(), top + shown % rows * line(), text.faded(0.7));
    }
  }

  /** Where the column of an entry begins. */
  private double left(double left, int i) {
    int before = i / rows;
    return left + before * column;
  }

  private void write(Canvas canvas, String text, double x, double y, Ink ink) {
    double base = y + line() - lettering.size() * 0.35;
    canvas.text(text, x, base, lettering, ink, Canvas.Anchor.START, 0);
  }
}
