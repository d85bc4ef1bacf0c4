package tidemark.query.graphite.function;

import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * Functions that say how series are drawn: {@code dashed}, {@code color}. The pictures come with
 * the chart; in numbers only the name shows that they were asked for.
 */
final class Drawing {
  private Drawing() {}

  /** An option that leaves the name alone. */
  static GraphiteFunction silent(
      String name, String description, Parameter option, String example) {
    return new EachSeries(
        Signature.of(
            name,
            "Graph",
            description,
            name + "(servers.*.load," + example + ")",
            Parameter.seriesList("seriesList"),
            option),
        (s, arguments) -> s);
  }

  /** An option without a value that shows in the name. */
  static GraphiteFunction named(String name, String description) {
    return new EachSeries(
        Signature.of(
            name,
            "Graph",
            description,
            name + "(servers.*.load)",
            Parameter.seriesList("seriesList")),
        (s, arguments) -> s.named(name + "(" + s.name() + ")").tagged(name, "1"));
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
          return s.named("dashed(" + s.name() + ", " + length + ")").tagged("dashed", length);
        });
  }
}
