package tidemark.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;

/**
 * Flags as getopt reads them: {@code -t -t}, {@code -tt}, {@code -p 2003}, {@code -p2003}; and ours
 * with two dashes, which take a value.
 */
final class CommandLine {
  /** Flags without a value. */
  static final String SWITCHES = "hvdstSED";

  private static final String VALUES = "fplwbqLTcmMCBUHPO";
  private static final List<String> LONG =
      List.of("--spool", "--spool-size", "--spool-rate", "--dialect", "--names");

  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, String> values = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  /**
   * Reads arguments.
   *
   * @throws InvalidInputException for a flag that there is not, or one without its value
   */
  CommandLine(List<String> args) {
    int i = 0;
    while (i < args.size()) {
      String arg = args.get(i++);
      if (arg.startsWith("--")) {
        i = longOption(arg, args, i);
      } else if (arg.startsWith("-") && arg.length() > 1) {
        i = flags(arg, args, i);
      } else {
        words.add(arg);
      }
    }
  }

  private int longOption(String arg, List<String> args, int next) {
    int equals = arg.indexOf('=');
    String name = equals < 0 ? arg : arg.substring(0, equals);
    if (!LONG.contains(name)) {
      throw new InvalidInputException("unknown option " + name);
    }
    if (equals >= 0) {
      values.put(name, arg.substring(equals + 1));
      return next;
    }
    values.put(name, value(name, args, next));
    return next + 1;
  }

  private int flags(String arg, List<String> args, int next) {
    for (int at = 1; at < arg.length(); at++) {
      String flag = arg.substring(at, at + 1);
      if (SWITCHES.contains(flag)) {
        counts.merge(flag, 1, Integer::sum);
      } else if (!VALUES.contains(flag)) {
        throw new InvalidInputException("unknown option -" + flag);
      } else if (at + 1 < arg.length()) {
        values.put(flag, arg.substring(at + 1));
        return next;
      } else {
        values.put(flag, value("-" + flag, args, next));
        return next + 1;
      }
    }
    return next;
  }

  private static String value(String flag, List<String> args, int at) {
    if (at >= args.size()) {
      throw new InvalidInputException("option " + flag + " needs a value");
    }
    return args.get(at);
  }

  /** What stands beside the flags. */
  List<String> words() {
    return words;
  }

  boolean has(String flag) {
    return count(flag) > 0;
  }

  int count(String flag) {
    Integer count = counts.get(flag);
    return count == null ? 0 : count;
  }

  @Nullable String value(String flag) {
    return values.get(flag);
  }

  String value(String flag, String otherwise) {
    String value = values.get(flag);
    return value == null ? otherwise : value;
  }

  /** A number, which the original too wants in a range. */
  int number(String flag, int otherwise, int least, int most, String wrong) {
    String value = values.get(flag);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new InvalidInputException("error: " + wrong, e);
    }
    throw new InvalidInputException("error: " + wrong);
  }
}
