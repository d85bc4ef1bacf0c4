package tidemark.query.graphite.function;

import java.util.List;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * By what a slice of a pie is as large as it is ({@code pieMode}). They are no calls of the render
 * language; {@code /functions?type=pie} describes them as if they were.
 */
public final class PieFunctions {
  private PieFunctions() {}

  public static final List<Signature> ALL =
      List.of(
          pie("average", "The average of the values."),
          pie("maximum", "The largest value."),
          pie("minimum", "The smallest value."));

  private static Signature pie(String name, String description) {
    return Signature.of(
        name,
        "Pie",
        description,
        "pieMode=" + name,
        Parameter.required("series", ParameterType.SERIES));
  }
}
