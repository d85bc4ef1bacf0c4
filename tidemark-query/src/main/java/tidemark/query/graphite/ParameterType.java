package tidemark.query.graphite;

import java.util.Locale;
import java.util.Optional;

/** What a parameter of a function may be, under the names that /functions gives them. */
public enum ParameterType {
  AGG_FUNC("aggFunc"),
  AGG_OR_SERIES_FUNC("aggOrSeriesFunc"),
  ANY("any"),
  BOOLEAN("boolean"),
  DATE("date"),
  FLOAT("float"),
  INTEGER("integer"),
  INTERVAL("interval"),
  INT_OR_INF("intOrInf"),
  INT_OR_INTERVAL("intOrInterval"),
  NODE("node"),
  NODE_OR_TAG("nodeOrTag"),
  SERIES("series"),
  SERIES_LIST("seriesList"),
  SERIES_LISTS("seriesLists"),
  STRING("string"),
  TAG("tag");

  private final String word;

  ParameterType(String word) {
    this.word = word;
  }

  /** The name of the type in /functions. */
  public String word() {
    return word;
  }

  /** Whether arguments of it are series, which must be read first. */
  boolean isSeries() {
    return this == SERIES || this == SERIES_LIST || this == SERIES_LISTS;
  }

  /**
   * The value as this type has it, {@code "3"} for a number too, or nothing if it is of another
   * kind.
   */
  Optional<Value> convert(Value value) {
    return switch (this) {
      case ANY -> Optional.of(value);
      case FLOAT -> real(value);
      case INTEGER, NODE -> whole(value);
      case INT_OR_INF ->
          value instanceof Value.Real(double real) && Double.isInfinite(real)
              ? Optional.of(value)
              : value instanceof Value.Text(String text) && text.equalsIgnoreCase("inf")
                  ? Optional.of(new Value.Real(Double.POSITIVE_INFINITY))
                  : whole(value);
      case INT_OR_INTERVAL ->
          value instanceof Value.Real(double real) && !Double.isInfinite(real)
              ? Optional.of(value)
              : only(value, value instanceof Value.Whole || value instanceof Value.Text);
      case NODE_OR_TAG -> only(value, value instanceof Value.Whole || value instanceof Value.Text);
      case BOOLEAN -> truth(value);
      case AGG_FUNC, AGG_OR_SERIES_FUNC, INTERVAL -> only(value, value instanceof Value.Text);
      case DATE, STRING, TAG ->
          value instanceof Value.None
              ? Optional.empty()
              : Optional.of(new Value.Text(value.toString()));
      case SERIES, SERIES_LIST, SERIES_LISTS -> only(value, value instanceof Value.None);
    };
  }

  private static Optional<Value> only(Value value, boolean fits) {
    return fits ? Optional.of(value) : Optional.empty();
  }

  private static Optional<Value> real(Value value) {
    return switch (value) {
      case Value.Whole(long whole) -> Optional.of(new Value.Real(whole));
      case Value.Real real -> Optional.of(real);
      case Value.Truth(boolean truth) -> Optional.of(new Value.Real(truth ? 1 : 0));
      case Value.Text(String text) -> {
        try {
          yield Optional.of(new Value.Real(Double.parseDouble(text)));
        } catch (NumberFormatException e) {
          yield Optional.empty();
        }
      }
      case Value.None none -> Optional.empty();
    };
  }

  private static Optional<Value> whole(Value value) {
    if (value instanceof Value.Text(String text) && text.matches("[+-]?[0-9]{1,18}")) {
      return Optional.of(new Value.Whole(Long.parseLong(text)));
    }
    return only(value, value instanceof Value.Whole);
  }

  private static Optional<Value> truth(Value value) {
    return switch (value) {
      case Value.Truth truth -> Optional.of(truth);
      case Value.Whole(long whole) when whole == 0 || whole == 1 ->
          Optional.of(new Value.Truth(whole == 1));
      case Value.Text(String text) ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(new Value.Truth(true));
            case "false" -> Optional.of(new Value.Truth(false));
            default -> Optional.empty();
          };
      case Value.Whole whole -> Optional.empty();
      case Value.Real real -> Optional.empty();
      case Value.None none -> Optional.empty();
    };
  }
}
