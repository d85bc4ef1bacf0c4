package tidemark.render;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A template: what a chart looks like when nothing else is said. Graphite's own names are known
 * (graphite-web: {@code conf/graphTemplates.conf.example}), and {@code dark} and {@code light}; an
 * unknown one is the default.
 *
 * @param major lines of the grid at labelled values, {@code minor} those between
 */
record Theme(Ink ground, Ink text, Ink major, Ink minor, List<Ink> lines) {
  private static final List<Ink> VIVID =
      inks(
          0x5794f2, 0x73bf69, 0xff9830, 0xf2495c, 0xb877d9, 0x2ec4d6, 0xfade2a, 0xff8fb1, 0x9aa0aa,
          0xc69463, 0x8ab8ff, 0xa6e22e);
  private static final List<Ink> DEEP =
      inks(
          0x1f60c4, 0x2f8f3a, 0xe36f00, 0xc4162a, 0x8f3bb8, 0x0f8a9a, 0xb58900, 0xd6336c, 0x5c6370,
          0x8a5a2b, 0x3274d9, 0x5f8a00);
  private static final List<Ink> SOLARIZED =
      inks(0x268bd2, 0x859900, 0xdc322f, 0xd33682, 0xb58900, 0x2aa198, 0xcb4b16, 0x6c71c4);

  private static final Theme DARK = of(0x16181d, 0xd8dbe2, VIVID);
  private static final Theme LIGHT = of(0xffffff, 0x2a2e37, DEEP);
  private static final Map<String, Theme> NAMED =
      Map.of(
          "default", DARK,
          "dark", DARK,
          "noc", of(0x000000, 0xffffff, VIVID),
          "plain", LIGHT,
          "light", LIGHT,
          "summary", of(0xffffff, 0x2a2e37, inks(0x6666ff, 0x66ff66, 0xff6666)),
          "alphas",
              of(
                  0xffffff,
                  0x2a2e37,
                  Stream.of(0x00ff00, 0x0000ff, 0xff0000, 0xffff00)
                      .map(rgb -> new Ink(rgb, 2 / 3.0))
                      .toList()),
          "solarized-light", of(0xfdf6e3, 0x586e75, SOLARIZED),
          "solarized-dark", of(0x002b36, 0x93a1a1, SOLARIZED));

  static Theme named(String name) {
    return NAMED.getOrDefault(name, DARK);
  }

  private static List<Ink> inks(Integer... rgb) {
    return Stream.of(rgb).map(Ink::of).toList();
  }

  private static Theme of(int ground, int text, List<Ink> lines) {
    return new Theme(
        Ink.of(ground), Ink.of(text), Ink.of(text).faded(0.18), Ink.of(text).faded(0.07), lines);
  }

  /** The same on another ground: lines and text that would not be seen on it change too. */
  Theme on(Ink other) {
    boolean flips =
        other.alpha() > 0.5 && (other.brightness() > 0.5) != (ground.brightness() > 0.5);
    Theme readable = flips ? (other.brightness() > 0.5 ? LIGHT : DARK) : this;
    return new Theme(other, readable.text, readable.major, readable.minor, readable.lines);
  }

  /** The same with text and grid in another colour. */
  Theme written(Ink other) {
    return new Theme(ground, other, other.faded(0.18), other.faded(0.07), lines);
  }
}
