package tidemark.query.graphite.function;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import tidemark.query.graphite.Arguments;
import tidemark.query.graphite.DrawOptions;
import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * Functions that say how series are drawn: {@code dashed}, {@code color}. They go into the {@link
 * DrawOptions} of the series; some show in the name too.
 */
final class Drawing {
  private Drawing() {}

  static GraphiteFunction alpha() {
    return silent(
        "alpha",
        "Draws series translucently.",
        Parameter.number("alpha"),
        "0.5",
        (draw, arguments) -> draw.translucent(arguments.number("alpha")));
  }

  static GraphiteFunction color() {
    return silent(
        "color",
        "Draws series in a colour.",
        Parameter.text("theColor"),
        "\"red\"",
        (draw, arguments) -> draw.coloured(arguments.text("theColor")));
  }

  static GraphiteFunction lineWidth() {
    return silent(
        "lineWidth",
        "Draws series with lines of a width.",
        Parameter.number("width"),
        "2",
        (draw, arguments) -> draw.wide(arguments.number("width")));
  }

  /** An option that leaves the name alone. */
  private static GraphiteFunction silent(
      String name,
      String description,
      Parameter option,
      String example,
      BiFunction<DrawOptions, Arguments, DrawOptions> change) {
    return new EachSeries(
        Signature.of(
            name,
            "Graph",
            description,
            name + "(servers.*.load," + example + ")",
            Parameter.seriesList("seriesList"),
            option),
        (s, arguments) -> s.drawn(draw -> change.apply(draw, arguments)));
  }

  static GraphiteFunction drawAsInfinite() {
    return named(
        "drawAsInfinite", "Draws values above 0 as vertical lines.", DrawOptions::asVertical);
  }

  static GraphiteFunction secondYAxis() {
    return named("secondYAxis", "Draws series against a second axis.", DrawOptions::onSecondAxis);
  }

  /** An option without a value that shows in the name. */
  private static GraphiteFunction named(
      String name, String description, UnaryOperator<DrawOptions> change) {
    return new EachSeries(
        Signature.of(
            name,
            "Graph",
            description,
            name + "(servers.*.load)",
            Parameter.seriesList("seriesList")),
        (s, arguments) -> s.aliased(name + "(" + s.name() + ")").tagged(name, "1").drawn(change));
  }

  /** {@code dashed(seriesList, dashLength=5)}. */
  static GraphiteFunction dashed() {
    return new EachSeries(
        Signature.of(
            "dashed",
            "Graph",
            "Draws series as dashed lines.",
            "dashed(servers.*.load)",
            Parameter.seriesList("seriesList"),
            Parameter.optional("dashLength", ParameterType.INTEGER).or(5)),
        (s, arguments) -> {
          String length = arguments.text("dashLength");
          return s.aliased("dashed(" + s.name() + ", " + length + ")")
              .tagged("dashed", length)
              .drawn(draw -> draw.dashed(arguments.number("dashLength")));
        });
  }
}
