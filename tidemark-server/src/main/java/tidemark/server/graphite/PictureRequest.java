package tidemark.server.graphite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.render.DrawParameters;
import tidemark.render.Pictures;
import tidemark.render.Pictures.Format;
import tidemark.render.PieSlice;

/**
 * A request for a picture (contracts/graphite.md 1.1). Made only for one, so that a server that
 * nobody asks for pictures never loads what draws them.
 *
 * @param pie shares of a whole instead of lines over time
 */
record PictureRequest(Format format, DrawParameters parameters, Optional<PieMode> pie) {
  /** The value of a series that is its part of a pie. */
  enum PieMode {
    AVERAGE,
    MAXIMUM,
    MINIMUM;

    private double of(GraphiteSeries series) {
      double sum = 0;
      double max = Double.NEGATIVE_INFINITY;
      double min = Double.POSITIVE_INFINITY;
      int known = 0;
      for (double value : series.values()) {
        if (!Double.isNaN(value)) {
          known++;
          sum += value;
          max = Math.max(max, value);
          min = Math.min(min, value);
        }
      }
      if (known == 0) {
        return 0;
      }
      return switch (this) {
        case AVERAGE -> sum / known;
        case MAXIMUM -> max;
        case MINIMUM -> min;
      };
    }
  }

  /**
   * The picture that a form asks for; any format that is none is PNG.
   *
   * @param pie shares of a whole instead of lines over time
   * @throws InvalidInputException if a drawing parameter is wrong
   */
  static PictureRequest of(Form form, boolean pie) {
    Format format =
        switch (form.one("format").orElse("png")) {
          case "svg" -> Format.SVG;
          case "pdf" -> Format.PDF;
          default -> Format.PNG;
        };
    if (format == Format.SVG && form.has("jsonp")) {
      throw new InvalidInputException("jsonp wraps JSON, not a picture");
    }
    var parameters = new DrawParameters(form.last());
    Pictures.check(parameters);
    return new PictureRequest(
        format, parameters, pie ? Optional.of(pieMode(form)) : Optional.empty());
  }

  private static PieMode pieMode(Form form) {
    String word = form.one("pieMode").orElse("average");
    for (PieMode mode : PieMode.values()) {
      if (mode.name().toLowerCase(java.util.Locale.ROOT).equals(word)) {
        return mode;
      }
    }
    throw new InvalidInputException("Invalid pieMode '" + word + "'");
  }

  /** Memory that it takes while it is drawn. */
  long bytes() {
    return Pictures.bytes(parameters);
  }

  /** Draws series over time. */
  byte[] chart(List<GraphiteSeries> series, java.time.ZoneId zone) {
    return drawn(Pictures.chart(format, parameters, series, zone));
  }

  /**
   * Draws a pie of targets: a series each, or {@code label:number}.
   *
   * @param evaluate gives the series of one target
   */
  byte[] pie(List<String> targets, Function<String, List<GraphiteSeries>> evaluate) {
    List<PieSlice> slices = new ArrayList<>();
    for (String target : targets) {
      int colon = target.indexOf(':');
      if (colon >= 0) {
        slices.add(new PieSlice(target.substring(0, colon), number(target, colon), null));
        continue;
      }
      for (GraphiteSeries series : evaluate.apply(target)) {
        double value = pie.orElse(PieMode.AVERAGE).of(series);
        slices.add(new PieSlice(series.name(), value, series.draw().color()));
      }
    }
    return drawn(Pictures.pie(format, parameters, slices));
  }

  private static double number(String target, int colon) {
    try {
      return Double.parseDouble(target.substring(colon + 1));
    } catch (NumberFormatException e) {
      throw new InvalidInputException("Invalid target '" + target + "'", e);
    }
  }

  private static byte[] drawn(Pictures.Picture picture) {
    var out = new ByteArrayOutputStream();
    try {
      picture.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory takes all
    }
    return out.toByteArray();
  }
}
