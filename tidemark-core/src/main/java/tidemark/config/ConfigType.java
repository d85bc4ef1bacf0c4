package tidemark.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import tidemark.model.InvalidInputException;

/**
 * How a value is written.
 *
 * @param what the kind of value in words, for messages and docs: {@code a duration (10s, 5m, 1d)}
 * @param parse from the text; throws {@link IllegalArgumentException} for what is not of this kind
 */
public record ConfigType<T>(String what, Function<String, T> parse) {

  /** Any text. */
  public static final ConfigType<String> TEXT = new ConfigType<>("text", text -> text);

  /** {@code on} or {@code off}; YAML's true and false too. */
  public static final ConfigType<Boolean> FLAG = new ConfigType<>("on or off", ConfigType::flag);

  /** {@code 500ms}, {@code 10s}, {@code 1h30m}. */
  public static final ConfigType<Duration> DURATION =
      new ConfigType<>("a duration (500ms, 10s, 5m, 12h, 1d)", Durations::parse);

  /** {@code 64MiB}. */
  public static final ConfigType<Size> SIZE =
      new ConfigType<>("a size (512KiB, 64MiB, 1GiB)", Size::parse);

  /** {@code host:port}, or {@code off}. */
  public static final ConfigType<Address> ADDRESS =
      new ConfigType<>("an address (host:port; port 0 takes a free one) or off", Address::parse);

  /** A whole number within bounds. */
  public static ConfigType<Integer> integer(int least, int most) {
    return new ConfigType<>(
        "a whole number from " + least + " to " + most,
        text -> {
          int n = Integer.parseInt(text);
          if (n < least || n > most) {
            throw new IllegalArgumentException(text);
          }
          return n;
        });
  }

  /** One of a few words. */
  public static ConfigType<String> oneOf(String... words) {
    List<String> list = Arrays.asList(words);
    return new ConfigType<>(
        String.join(" or ", list),
        text -> {
          if (!list.contains(text)) {
            throw new IllegalArgumentException(text);
          }
          return text;
        });
  }

  /**
   * Reads a value.
   *
   * @param key its full name and
   * @param origin its place, for the message
   * @throws InvalidInputException saying where, what was written and what is wanted
   */
  T read(String key, String text, String origin) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(origin + ": " + key + ": \"" + text + "\" is not " + what, e);
    }
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "on", "true" -> true;
      case "off", "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
