package tidemark.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tidemark.model.InvalidInputException;

/**
 * The drawing parameters of a request, by name, read as Graphite types them: an empty one or {@code
 * default} was not given (contracts/graphite.md 1.1).
 */
public record DrawParameters(Map<String, String> given) {
  public DrawParameters {
    given = Map.copyOf(given);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(given.get(name))
        .filter(text -> !text.isEmpty() && !text.equals("default"));
  }

  String text(String name, String otherwise) {
    return text(name).orElse(otherwise);
  }

  boolean flag(String name, boolean otherwise) {
    return optionalFlag(name).orElse(otherwise);
  }

  Optional<Boolean> optionalFlag(String name) {
    return text(name).map(text -> !text.equalsIgnoreCase("false") && !text.equals("0"));
  }

  /** A number of pixels. */
  int whole(String name, int otherwise) {
    String text = text(name, Integer.toString(otherwise));
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "invalid literal for int() with base 10: '" + text + "' as " + name, e);
    }
  }

  double number(String name, double otherwise) {
    return number(name).orElse(otherwise);
  }

  OptionalDouble number(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double number = Double.parseDouble(text.get());
      if (Double.isFinite(number)) {
        return OptionalDouble.of(number);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new InvalidInputException(name + "=" + text.get() + " is not a number");
  }

  Ink ink(String name, Ink otherwise) {
    return text(name).map(text -> ink(name, text)).orElse(otherwise);
  }

  private static Ink ink(String name, String text) {
    return Ink.parse(text)
        .orElseThrow(() ->
            new InvalidInputException(
                name + "=" + text + " is not a colour: a name, or hexadecimal as ff8800"));
  }

  List<Ink> inks(String name, List<Ink> otherwise) {
    Optional<String> list = text(name);
    if (list.isEmpty()) {
      return otherwise;
    }
    List<Ink> inks = new ArrayList<>();
    for (String text : list.get().split(",", -1)) {
      inks.add(ink(name, text));
    }
    return inks;
  }

  /** One of some words. */
  String oneOf(String name, List<String> words) {
    String word = text(name, words.getFirst());
    if (!words.contains(word)) {
      throw new InvalidInputException(
          "Invalid " + name + " '" + word + "', must be one of " + quoted(words));
    }
    return word;
  }

  private static String quoted(List<String> words) {
    return "['" + String.join("', '", words) + "']";
  }
}
