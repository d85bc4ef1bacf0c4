package tidemark.render;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/** One page of a PDF, a pixel to the point of 1/72 inch; its upper left corner is the origin. */
final class PdfCanvas implements Canvas {
  private final PDDocument document = new PDDocument();
  private final PDPageContentStream page;
  private final PDFont font;
  private final Typeface typeface;
  private final double height;
  private boolean clipped;

  PdfCanvas(int width, int height, Typeface typeface) throws IOException {
    this.typeface = typeface;
    this.height = height;
    document.setDocumentId(1L); // else the time: the same picture would be other bytes each time
    PDPage sheet = new PDPage(new PDRectangle(width, height));
    document.addPage(sheet);
    try (InputStream in = Typeface.open()) {
      this.font = PDType0Font.load(document, in);
    }
    this.page = new PDPageContentStream(document, sheet);
    page.setLineJoinStyle(1);
  }

  private interface Step {
    void take() throws IOException;
  }

  /** The page is a buffer in memory: it cannot fail to be written. */
  private static void quietly(Step step) {
    try {
      step.take();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stroke(Path2D path, Ink ink, double width, double dash) {
    quietly(() -> {
      colour(ink);
      page.setLineWidth((float) width);
      page.setLineDashPattern(dash > 0 ? new float[] {(float) dash} : new float[0], 0);
      trace(path);
      page.stroke();
    });
  }

  @Override
  public void fill(Path2D path, Ink ink) {
    quietly(() -> {
      colour(ink);
      trace(path);
      page.fill();
    });
  }

  private void colour(Ink ink) throws IOException {
    float red = (ink.rgb() >> 16 & 255) / 255f;
    float green = (ink.rgb() >> 8 & 255) / 255f;
    float blue = (ink.rgb() & 255) / 255f;
    page.setStrokingColor(red, green, blue);
    page.setNonStrokingColor(red, green, blue);
    PDExtendedGraphicsState state = new PDExtendedGraphicsState();
    state.setStrokingAlphaConstant((float) ink.alpha());
    state.setNonStrokingAlphaConstant((float) ink.alpha());
    page.setGraphicsStateParameters(state);
  }

  /** A page's y grows upwards. */
  private void trace(Path2D path) throws IOException {
    var flip = new AffineTransform(1, 0, 0, -1, 0, height);
    float[] c = new float[6];
    float x = 0;
    float y = 0;
    for (PathIterator i = path.getPathIterator(flip); !i.isDone(); i.next()) {
      int end = 0;
      switch (i.currentSegment(c)) {
        case PathIterator.SEG_MOVETO -> page.moveTo(c[0], c[1]);
        case PathIterator.SEG_LINETO -> page.lineTo(c[0], c[1]);
        case PathIterator.SEG_QUADTO -> {
          page.curveTo(
              x + (c[0] - x) * 2 / 3,
              y + (c[1] - y) * 2 / 3,
              c[2] + (c[0] - c[2]) * 2 / 3,
              c[3] + (c[1] - c[3]) * 2 / 3,
              c[2],
              c[3]);
          end = 2;
        }
        case PathIterator.SEG_CUBICTO -> {
          page.curveTo(c[0], c[1], c[2], c[3], c[4], c[5]);
          end = 4;
        }
        default -> page.closePath();
      }
      x = c[end];
      y = c[end + 1];
    }
  }

  @Override
  public void text(
      String text, double x, double y, Lettering lettering, Ink ink, Anchor anchor, int turned) {
    String shown = typeface.has(text) ? text : known(text);
    double width = typeface.width(shown, lettering);
    double before = anchor == Anchor.START ? 0 : anchor == Anchor.MIDDLE ? width / 2 : width;
    AffineTransform place = AffineTransform.getTranslateInstance(x, height - y);
    place.quadrantRotate(-turned);
    place.translate(-before, 0);
    place.shear(lettering.italic() ? 0.2 : 0, 0);
    quietly(() -> {
      colour(ink);
      page.beginText();
      page.setFont(font, (float) lettering.size());
      page.setTextMatrix(new Matrix(place));
      page.setLineWidth((float) (lettering.size() / 24));
      page.setRenderingMode(lettering.bold() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
      page.showText(shown);
      page.endText();
    });
  }

  /** Characters that the font lacks are errors to PDFBox. */
  private String known(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> out.append(typeface.has(Character.toString(c)) ? Character.toString(c) : "?"));
    return out.toString();
  }

  @Override
  public void clip(double x, double y, double width, double high) {
    unclip();
    quietly(() -> {
      page.saveGraphicsState();
      page.addRect((float) x, (float) (height - y - high), (float) width, (float) high);
      page.clip();
    });
    clipped = true;
  }

  @Override
  public void unclip() {
    if (clipped) {
      quietly(page::restoreGraphicsState);
      clipped = false;
    }
  }

  @Override
  public void write(OutputStream out) throws IOException {
    try (document) {
      unclip();
      page.close();
      document.save(out);
    }
  }
}
