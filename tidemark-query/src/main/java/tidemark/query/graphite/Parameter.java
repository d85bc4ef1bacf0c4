package tidemark.query.graphite;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a function.
 *
 * @param multiple whether it, the last one, takes all remaining arguments
 * @param standard its value when none is given, or null
 * @param options the only texts it takes; empty when it takes any
 * @param suggestions what an editor may offer
 * @param listed whether {@code /functions} tells of it: graphite-web does not know what carbonapi
 *     adds
 */
public record Parameter(
    String name,
    ParameterType type,
    boolean required,
    boolean multiple,
    @Nullable Value standard,
    List<String> options,
    List<String> suggestions,
    boolean listed) {
  public Parameter {
    options = List.copyOf(options);
    suggestions = List.copyOf(suggestions);
  }

  /** A parameter that must be given. */
  public static Parameter required(String name, ParameterType type) {
    return new Parameter(name, type, true, false, null, List.of(), List.of(), true);
  }

  /** A parameter that may be left out. */
  public static Parameter optional(String name, ParameterType type) {
    return new Parameter(name, type, false, false, null, List.of(), List.of(), true);
  }

  /** The list of series that most functions work on. */
  public static Parameter seriesList(String name) {
    return required(name, ParameterType.SERIES_LIST);
  }

  /** A number that must be given. */
  public static Parameter number(String name) {
    return required(name, ParameterType.FLOAT);
  }

  /** A whole number that must be given. */
  public static Parameter whole(String name) {
    return required(name, ParameterType.INTEGER);
  }

  /** A text that must be given. */
  public static Parameter text(String name) {
    return required(name, ParameterType.STRING);
  }

  /** The name of an aggregation. */
  public static Parameter aggregation(String name) {
    return required(name, ParameterType.AGG_FUNC).offering(Aggregation.allWords());
  }

  /** The same, taking all remaining arguments. */
  public Parameter repeated() {
    return new Parameter(name, type, required, true, standard, options, suggestions, listed);
  }

  /** The same, with a value when none is given; it need not be given then. */
  public Parameter or(Value value) {
    return new Parameter(name, type, false, multiple, value, options, suggestions, listed);
  }

  /** The same, with a text when none is given. */
  public Parameter or(String value) {
    return or(new Value.Text(value));
  }

  /** The same, with a whole number when none is given. */
  public Parameter or(long value) {
    return or(new Value.Whole(value));
  }

  /** The same, with a truth when none is given. */
  public Parameter or(boolean value) {
    return or(new Value.Truth(value));
  }

  /**
   * The same, shown as one that must be given though it has a default: graphite-web's {@code
   * highest}.
   */
  public Parameter yetRequired() {
    return new Parameter(name, type, true, multiple, standard, options, suggestions, listed);
  }

  /** The same, taking only these texts. */
  public Parameter offering(List<String> only) {
    return new Parameter(name, type, required, multiple, standard, only, suggestions, listed);
  }

  /** The same, with texts that an editor may offer. */
  public Parameter suggesting(String... texts) {
    return new Parameter(name, type, required, multiple, standard, options, List.of(texts), listed);
  }

  /** The same, understood and not shown. */
  public Parameter unlisted() {
    return new Parameter(name, type, required, multiple, standard, options, suggestions, false);
  }
}
