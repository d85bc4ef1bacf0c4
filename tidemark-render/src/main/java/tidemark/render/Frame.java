package tidemark.render;

import java.util.Optional;

/**
 * What charts of every kind have: colours, text, margin and title.
 *
 * @param margin pixels around the whole
 */
record Frame(Theme theme, Lettering lettering, int margin, Optional<String> title) {
  static Frame of(DrawParameters p) {
    Theme theme = Theme.named(p.text("template", "default"));
    if (p.text("bgcolor").isPresent()) {
      theme = theme.on(p.ink("bgcolor", theme.ground()));
    }
    if (p.text("fgcolor").isPresent()) {
      theme = theme.written(p.ink("fgcolor", theme.text()));
    }
    theme =
        new Theme(
            theme.ground(),
            theme.text(),
            p.ink("majorGridLineColor", theme.major()),
            p.ink("minorGridLineColor", theme.minor()),
            p.inks("colorList", theme.lines()));
    double size = Math.clamp(p.number("fontSize", 10), 4.0, 100.0);
    var lettering = new Lettering(size, p.flag("fontBold", false), p.flag("fontItalic", false));
    boolean only = p.flag("graphOnly", false);
    int margin = Math.clamp(p.whole("margin", only ? 0 : 10), 0, 1000);
    return new Frame(theme, lettering, margin, only ? Optional.empty() : p.text("title"));
  }

  /** The colour of the n-th of whatever is drawn. */
  Ink line(int n) {
    return theme.lines().get(n % theme.lines().size());
  }

  /** Fills the ground and writes the title; the rest begins at the returned height. */
  double draw(Canvas canvas, Typeface typeface, int width, int height) {
    canvas.fill(Shapes.box(0, 0, width, height), theme.ground());
    if (title.isEmpty()) {
      return margin;
    }
    Lettering large = lettering.times(1.3).bolder();
    String shown = typeface.fitted(title.get(), large, width - 2.0 * margin);
    double line = margin + large.size();
    canvas.text(shown, width / 2.0, line, large, theme.text(), Canvas.Anchor.MIDDLE, 0);
    return line + large.size() * 0.7;
  }
}
