package tidemark.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pixels. */
final class PngCanvas implements Canvas {
  private final BufferedImage image;
  private final Graphics2D graphics;
  private final Typeface typeface;

  PngCanvas(int width, int height, Typeface typeface) {
    this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    this.graphics = image.createGraphics();
    this.typeface = typeface;
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  private static Color color(Ink ink) {
    return new Color((ink.rgb() & 0xffffff) | ((int) Math.round(ink.alpha() * 255) << 24), true);
  }

  @Override
  public void stroke(Path2D path, Ink ink, double width, double dash) {
    graphics.setColor(color(ink));
    float[] dashes = dash > 0 ? new float[] {(float) dash, (float) dash} : null;
    graphics.setStroke(
        new BasicStroke(
            (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, dashes, 0f));
    graphics.draw(path);
  }

  @Override
  public void fill(Path2D path, Ink ink) {
    graphics.setColor(color(ink));
    graphics.fill(path);
  }

  @Override
  public void text(
      String text, double x, double y, Lettering lettering, Ink ink, Anchor anchor, int turned) {
    double width = typeface.width(text, lettering);
    double before = anchor == Anchor.START ? 0 : anchor == Anchor.MIDDLE ? width / 2 : width;
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.quadrantRotate(turned);
    place.translate(-before, 0);
    Path2D outline = typeface.outline(text, lettering);
    outline.transform(place);
    fill(outline, ink);
    if (lettering.bold()) {
      stroke(outline, ink, lettering.size() / 24, 0);
    }
  }

  @Override
  public void clip(double x, double y, double width, double height) {
    graphics.setClip(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void unclip() {
    graphics.setClip(null);
  }

  @Override
  public void write(OutputStream out) throws IOException {
    graphics.dispose();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (ImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(to);
      writer.write(image);
    } finally {
      writer.dispose();
    }
  }
}
