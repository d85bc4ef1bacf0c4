package tidemark.query.graphite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tidemark.model.InvalidInputException;

/**
 * What a function is called and takes: calls are checked by it, and /functions and the
 * documentation are made from it.
 *
 * @param group the heading under which editors show it
 * @param description one sentence
 * @param example a call that can be evaluated
 */
public record Signature(
    String name, String group, String description, String example, List<Parameter> parameters) {
  public Signature {
    parameters = List.copyOf(parameters);
  }

  /** A signature; the parameters in the order of positional arguments. */
  public static Signature of(
      String name, String group, String description, String example, Parameter... parameters) {
    return new Signature(name, group, description, example, List.of(parameters));
  }

  /**
   * The call with its parameters, as Python writes it: {@code summarize(seriesList, func='sum')}.
   */
  public String text() {
    return parameters.stream()
        .filter(Parameter::listed)
        .map(Signature::shown)
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  private static String shown(Parameter parameter) {
    if (parameter.multiple()) {
      return "*" + parameter.name();
    }
    Value standard = parameter.standard();
    if (standard instanceof Value.Text(String text)) {
      return parameter.name() + "='" + text + "'";
    }
    if (standard != null) {
      return parameter.name() + "=" + standard;
    }
    return parameter.required() ? parameter.name() : parameter.name() + "=None";
  }

  /**
   * The arguments by parameter name, converted to their types.
   *
   * @param end where the list of arguments ends in the target: where a missing one is missed
   * @param blame told which argument is refused
   * @throws InvalidInputException with graphite-web's words if something is missing, superfluous or
   *     wrong
   */
  Map<String, List<Argument>> bind(
      List<Argument> positional, Map<String, Argument> named, int end, Blame blame) {
    refuseTooMany(positional, named, blame);
    Map<String, List<Argument>> bound = new LinkedHashMap<>();
    for (int i = 0; i < positional.size(); i++) {
      Parameter parameter = parameters.get(Math.min(i, parameters.size() - 1));
      Argument argument = checked(parameter, positional.get(i), blame);
      if (!argument.isNone() || parameter.multiple()) {
        bound.computeIfAbsent(parameter.name(), n -> new ArrayList<>()).add(argument);
      }
    }
    Map<String, Argument> unknown = new LinkedHashMap<>(named);
    for (int i = positional.size(); i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      Argument argument = unknown.remove(parameter.name());
      if (argument != null && !argument.isNone()) {
        bound.put(parameter.name(), List.of(checked(parameter, argument, blame)));
      } else if (parameter.required() && parameter.standard() == null) {
        blame.argument(parameter.name(), end);
        throw new InvalidInputException(
            "Missing required parameter \"" + parameter.name() + "\"" + forFunction());
      }
    }
    if (!unknown.isEmpty()) {
      unknown.forEach((key, argument) -> blame.argument(key, argument.at()));
      throw new InvalidInputException(
          "Unexpected key word arguments: " + String.join(", ", unknown.keySet()));
    }
    for (Parameter parameter : parameters) {
      Value standard = parameter.standard();
      if (standard != null && !bound.containsKey(parameter.name())) {
        bound.put(parameter.name(), List.of(new Argument.Plain(standard, -1)));
      }
    }
    return bound;
  }

  private void refuseTooMany(List<Argument> positional, Map<String, Argument> named, Blame blame) {
    boolean open = !parameters.isEmpty() && parameters.getLast().multiple();
    if (open || positional.size() + named.size() <= parameters.size()) {
      return;
    }
    if (positional.size() > parameters.size()) {
      int at = positional.get(parameters.size()).at();
      blame.argument(Integer.toString(parameters.size() + 1), at);
    }
    throw new InvalidInputException("Too many parameters specified" + forFunction());
  }

  private Argument checked(Parameter parameter, Argument argument, Blame blame) {
    if (argument.isNone() && !parameter.required()) {
      return argument;
    }
    if (!(argument instanceof Argument.Plain(Value value, int at))) {
      if (parameter.type().isSeries() || parameter.type() == ParameterType.ANY) {
        return argument;
      }
      throw invalid(parameter, "a list of series", argument, blame);
    }
    Value converted =
        parameter
            .type()
            .convert(value)
            .orElseThrow(() -> invalid(parameter, value.toString(), argument, blame));
    if (parameter.type() == ParameterType.AGG_FUNC
        && Reduction.of(converted.toString()).isEmpty()) {
      blame.argument(parameter.name(), at);
      throw new InvalidInputException("Unsupported aggregation function: " + converted);
    }
    return new Argument.Plain(converted, at);
  }

  private InvalidInputException invalid(
      Parameter parameter, String value, Argument argument, Blame blame) {
    blame.argument(parameter.name(), argument.at());
    return new InvalidInputException(
        "Invalid \""
            + parameter.type().word()
            + "\" value specified"
            + forFunction()
            + " parameter \""
            + parameter.name()
            + "\": "
            + value);
  }

  private String forFunction() {
    return " for function \"" + name + "\"";
  }
}
