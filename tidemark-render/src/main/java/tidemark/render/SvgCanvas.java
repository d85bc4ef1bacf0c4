package tidemark.render;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * SVG 1.1. Text stays text, so that it can be found and copied; its width is that of the families
 * that it names.
 */
final class SvgCanvas implements Canvas {
  private final StringBuilder out = new StringBuilder(16 << 10);
  private int clips;
  private boolean clipped;

  SvgCanvas(int width, int height) {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"").append(width);
    out.append("\" height=\"").append(height).append("\" viewBox=\"0 0 ").append(width);
    out.append(' ').append(height).append("\" font-family=\"").append(Typeface.FAMILIES);
    out.append("\">\n");
  }

  @Override
  public void stroke(Path2D path, Ink ink, double width, double dash) {
    path(path).append(" fill=\"none\" stroke-linejoin=\"round\"");
    colour("stroke", ink).append(" stroke-width=\"").append(rounded(width)).append('"');
    if (dash > 0) {
      out.append(" stroke-dasharray=\"").append(rounded(dash)).append('"');
    }
    out.append("/>\n");
  }

  @Override
  public void fill(Path2D path, Ink ink) {
    path(path);
    colour("fill", ink).append("/>\n");
  }

  private StringBuilder path(Path2D path) {
    out.append("<path d=\"");
    double[] c = new double[6];
    for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
      switch (i.currentSegment(c)) {
        case PathIterator.SEG_MOVETO -> points('M', c, 2);
        case PathIterator.SEG_LINETO -> points('L', c, 2);
        case PathIterator.SEG_QUADTO -> points('Q', c, 4);
        case PathIterator.SEG_CUBICTO -> points('C', c, 6);
        default -> out.append('Z');
      }
    }
    return out.append('"');
  }

  private void points(char command, double[] coordinates, int count) {
    out.append(command);
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : " ").append(rounded(coordinates[i]));
    }
  }

  private StringBuilder colour(String attribute, Ink ink) {
    out.append(' ').append(attribute).append("=\"").append(ink.hex()).append('"');
    if (ink.alpha() < 1) {
      out.append(' ').append(attribute).append("-opacity=\"").append(rounded(ink.alpha()));
      out.append('"');
    }
    return out;
  }

  /** To a hundredth, without zeros at the end. */
  private static String rounded(double number) {
    long hundredths = Math.round(number * 100);
    String text = Double.toString(hundredths / 100.0);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  @Override
  public void text(
      String text, double x, double y, Lettering lettering, Ink ink, Anchor anchor, int turned) {
    out.append("<text x=\"").append(rounded(x)).append("\" y=\"").append(rounded(y));
    out.append("\" font-size=\"").append(rounded(lettering.size())).append('"');
    switch (anchor) {
      case START -> {}
      case MIDDLE -> out.append(" text-anchor=\"middle\"");
      case END -> out.append(" text-anchor=\"end\"");
    }
    out.append(lettering.bold() ? " font-weight=\"bold\"" : "");
    out.append(lettering.italic() ? " font-style=\"italic\"" : "");
    if (turned != 0) {
      out.append(" transform=\"rotate(").append(90 * turned).append(' ').append(rounded(x));
      out.append(' ').append(rounded(y)).append(")\"");
    }
    colour("fill", ink).append('>').append(escaped(text)).append("</text>\n");
  }

  /** XML has no way to write most control characters: they become blanks. */
  private static String escaped(String text) {
    var out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            default -> {
              boolean allowed =
                  c >= 0x20 && (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff;
              out.appendCodePoint(allowed ? c : ' ');
            }
          }
        });
    return out.toString();
  }

  @Override
  public void clip(double x, double y, double width, double height) {
    unclip();
    clips++;
    out.append("<clipPath id=\"c").append(clips).append("\"><rect x=\"").append(rounded(x));
    out.append("\" y=\"").append(rounded(y)).append("\" width=\"").append(rounded(width));
    out.append("\" height=\"").append(rounded(height)).append("\"/></clipPath>\n");
    out.append("<g clip-path=\"url(#c").append(clips).append(")\">\n");
    clipped = true;
  }

  @Override
  public void unclip() {
    if (clipped) {
      out.append("</g>\n");
      clipped = false;
    }
  }

  @Override
  public void write(OutputStream to) throws IOException {
    unclip();
    out.append("</svg>\n");
    to.write(out.toString().getBytes(StandardCharsets.UTF_8));
  }
}
