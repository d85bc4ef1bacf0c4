package tidemark.render;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.GraphiteSeries;

/** Draws series: the door of this module. Thread-safe. */
public final class Pictures {
  /** Pixels that one picture may have: 160 MB of memory. */
  private static final long MOST_PIXELS = 40_000_000;

  /** The format of a picture. */
  public enum Format {
    PNG("image/png"),
    SVG("image/svg+xml"),
    PDF("application/x-pdf");

    private final String type;

    Format(String type) {
      this.type = type;
    }

    /** The content type, as graphite-web gives it. */
    public String type() {
      return type;
    }
  }

  /** A picture that is ready to be drawn: its parameters were understood. */
  public interface Picture {
    void write(OutputStream out) throws IOException;
  }

  private Pictures() {}

  /**
   * Checks drawing parameters before anything is read for the picture.
   *
   * @throws InvalidInputException naming the parameter
   */
  public static void check(DrawParameters parameters) {
    size(parameters);
    ChartOptions.of(parameters);
    PieOptions.of(parameters);
  }

  /**
   * Lines over time.
   *
   * @param zone of the times on the axis
   * @throws InvalidInputException if a parameter is wrong, or does not go with these values
   */
  public static Picture chart(
      Format format, DrawParameters parameters, List<GraphiteSeries> series, ZoneId zone) {
    Size size = size(parameters);
    var chart = new LineChart(ChartOptions.of(parameters), series, zone, size.width());
    chart.scales(
        size.height()); // what does not go with these values is told before any byte is sent
    return out -> paint(format, size, chart::draw, out);
  }

  /** Shares of a whole. */
  public static Picture pie(Format format, DrawParameters parameters, List<PieSlice> slices) {
    Size size = size(parameters);
    var pie = new PieChart(PieOptions.of(parameters), slices);
    return out -> paint(format, size, pie::draw, out);
  }

  /**
   * Memory that a picture takes while it is drawn.
   *
   * @throws InvalidInputException if its size is out of bounds
   */
  public static long bytes(DrawParameters parameters) {
    Size size = size(parameters);
    return 4L * size.width() * size.height();
  }

  private record Size(int width, int height) {}

  private static Size size(DrawParameters parameters) {
    int width = parameters.whole("width", 330);
    int height = parameters.whole("height", 250);
    if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
      throw new InvalidInputException(
          "a picture of "
              + width
              + " x "
              + height
              + " pixels: more than none, and at most "
              + MOST_PIXELS);
    }
    return new Size(width, height);
  }

  private interface Drawing {
    void draw(Canvas canvas, Typeface typeface, int width, int height);
  }

  private static void paint(Format format, Size size, Drawing drawing, OutputStream out)
      throws IOException {
    var typeface = new Typeface();
    Canvas canvas =
        switch (format) {
          case PNG -> new PngCanvas(size.width(), size.height(), typeface);
          case SVG -> new SvgCanvas(size.width(), size.height());
          case PDF -> new PdfCanvas(size.width(), size.height(), typeface);
        };
    drawing.draw(canvas, typeface, size.width(), size.height());
    canvas.write(out);
  }
}
