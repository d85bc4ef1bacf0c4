package tidemark.query.graphite.function;

import tidemark.query.graphite.GraphiteFunction;
import tidemark.query.graphite.Numbers;
import tidemark.query.graphite.Parameter;
import tidemark.query.graphite.ParameterType;
import tidemark.query.graphite.Signature;

/**
 * {@code round(seriesList, precision=0)}: to so many decimal places, a tie of the exact binary
 * value to the even digit.
 */
final class Round {
  private Round() {}

  static GraphiteFunction function() {
    return new EachSeries(
        Signature.of(
            "round",
            "Transform",
            "Rounds each value to some decimal places.",
            "round(servers.*.load,1)",
            Parameter.seriesList("seriesList"),
            Parameter.optional("precision", ParameterType.INTEGER)),
        (s, arguments) -> {
          boolean given = arguments.has("precision");
          int places = given ? Math.clamp(arguments.whole("precision"), -400, 400) : 0;
          String shown = given ? "," + places + ")" : ")";
          return s.map(v -> Numbers.round(v, places))
              .named("round(" + s.name() + shown)
              .tagged("round", Integer.toString(places));
        });
  }
}
