package tidemark.render;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The outlines and widths of Liberation Sans, which has the metrics of Arial and Helvetica and
 * comes with PDFBox. Reading outlines ourselves needs no font system, which a server often lacks.
 * Not thread-safe; one per picture is cheap next to drawing it.
 */
final class Typeface {
  /** Families with the same widths, for formats that name their font. */
  static final String FAMILIES = "Liberation Sans, Arial, Helvetica, sans-serif";

  private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final double SLANT = -0.2;
  private static final String DOTS = "\u2026";

  private final TrueTypeFont font;
  private final CmapLookup glyphs;
  private final double unit;
  private final Map<Integer, Path2D> outlines = new HashMap<>();

  Typeface() throws IOException {
    try (InputStream in = open()) {
      this.font = new TTFParser().parse(new RandomAccessReadBuffer(in));
    }
    this.glyphs = font.getUnicodeCmapLookup(false);
    this.unit = 1.0 / font.getUnitsPerEm();
  }

  /** The font file. */
  static InputStream open() {
    return Objects.requireNonNull(PDDocument.class.getResourceAsStream(FILE), FILE);
  }

  private int glyph(int codePoint) {
    return glyphs.getGlyphId(codePoint);
  }

  /** Width of a text in pixels. */
  double width(String text, Lettering lettering) {
    double width = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      width += advance(glyph(text.codePointAt(i)));
    }
    return width * unit * lettering.size();
  }

  private double advance(int glyph) {
    try {
      return font.getAdvanceWidth(glyph);
    } catch (IOException e) {
      return 0; // a damaged table: the text overlaps, the picture is drawn
    }
  }

  /** The text, or with dots in its middle what fits into a width. */
  String fitted(String text, Lettering lettering, double width) {
    if (width(text, lettering) <= width) {
      return text;
    }
    int kept = text.length();
    while (kept > 2) {
      kept -= Math.max(1, kept / 16);
      String shorter =
          text.substring(0, (kept + 1) / 2) + DOTS + text.substring(text.length() - kept / 2);
      if (width(shorter, lettering) <= width) {
        return shorter;
      }
    }
    return DOTS;
  }

  /** The outline of a text whose base line begins at the origin. */
  Path2D outline(String text, Lettering lettering) {
    Path2D whole = new Path2D.Double();
    double scale = unit * lettering.size();
    double x = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int glyph = glyph(text.codePointAt(i));
      var place =
          new AffineTransform(scale, 0, lettering.italic() ? -SLANT * scale : 0, -scale, x, 0);
      whole.append(outline(glyph).getPathIterator(place), false);
      x += advance(glyph) * scale;
    }
    return whole;
  }

  private Path2D outline(int glyph) {
    return outlines.computeIfAbsent(
        glyph,
        id -> {
          try {
            GlyphData data = font.getGlyph().getGlyph(id);
            return data == null ? new Path2D.Double() : data.getPath();
          } catch (IOException e) {
            return new Path2D.Double(); // a damaged glyph: a blank
          }
        });
  }

  /** Whether every character of a text has a glyph. */
  boolean has(String text) {
    return text.codePoints().allMatch(c -> glyph(c) != 0);
  }
}
