package tidemark.render;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A colour.
 *
 * @param rgb 0xRRGGBB
 * @param alpha from 0, nothing, to 1
 */
record Ink(int rgb, double alpha) {
  /** Graphite's names, in shades that are told apart on dark and on light ground. */
  private static final Map<String, Integer> NAMED =
      Map.ofEntries(
          Map.entry("aliceblue", 0xf0f8ff),
          Map.entry("aqua", 0x2ec4d6),
          Map.entry("azure", 0xf0ffff),
          Map.entry("beige", 0xf5f5dc),
          Map.entry("black", 0x000000),
          Map.entry("blue", 0x4c8dff),
          Map.entry("bronze", 0xcd7f32),
          Map.entry("brown", 0xb07a4f),
          Map.entry("chocolate", 0xd2691e),
          Map.entry("cyan", 0x2ec4d6),
          Map.entry("darkgray", 0x6f7480),
          Map.entry("darkgreen", 0x1e7d3c),
          Map.entry("darkgrey", 0x6f7480),
          Map.entry("darkred", 0xa8202c),
          Map.entry("gold", 0xf2c037),
          Map.entry("gray", 0x9aa0aa),
          Map.entry("green", 0x3fb950),
          Map.entry("grey", 0x9aa0aa),
          Map.entry("indigo", 0x6a5acd),
          Map.entry("khaki", 0xdbd270),
          Map.entry("lime", 0x9be65d),
          Map.entry("magenta", 0xe05fd0),
          Map.entry("maroon", 0x9c3049),
          Map.entry("mistyrose", 0xffc4bd),
          Map.entry("navy", 0x24478f),
          Map.entry("olive", 0x9a9a2f),
          Map.entry("orange", 0xff9830),
          Map.entry("pink", 0xff8fb1),
          Map.entry("purple", 0xb877d9),
          Map.entry("red", 0xf2495c),
          Map.entry("rose", 0xff6b9d),
          Map.entry("silver", 0xc0c4cc),
          Map.entry("tan", 0xd2b48c),
          Map.entry("teal", 0x1f9c93),
          Map.entry("turquoise", 0x40d0c0),
          Map.entry("violet", 0xd77ee0),
          Map.entry("white", 0xffffff),
          Map.entry("yellow", 0xfade2a));

  static Ink of(int rgb) {
    return new Ink(rgb, 1);
  }

  /** A colour by name, or by six or eight hexadecimal digits, with or without {@code #}. */
  static Optional<Ink> parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    Integer named = NAMED.get(word);
    if (named != null) {
      return Optional.of(of(named));
    }
    String digits = word.startsWith("#") ? word.substring(1) : word;
    if (!digits.matches("[0-9a-f]{6}([0-9a-f]{2})?")) {
      return Optional.empty();
    }
    double alpha = digits.length() == 8 ? Integer.parseInt(digits, 6, 8, 16) / 255.0 : 1;
    return Optional.of(new Ink(Integer.parseInt(digits, 0, 6, 16), alpha));
  }

  /** The same, so much more see-through. */
  Ink faded(double factor) {
    return new Ink(rgb, alpha * Math.clamp(factor, 0.0, 1.0));
  }

  /** {@code #rrggbb}. */
  String hex() {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }

  /** How bright it looks, from 0 to 1 (ITU-R BT.709). */
  double brightness() {
    return (0.2126 * (rgb >> 16 & 255) + 0.7152 * (rgb >> 8 & 255) + 0.0722 * (rgb & 255)) / 255;
  }
}
