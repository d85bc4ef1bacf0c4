package tidemark.server.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tidemark.server.config.ConfigSources;

/**
 * Options and words of one subcommand: {@code --config FILE}, {@code --config=FILE}, {@code --data
 * DIR}, {@code --set key=value} (repeatable), {@code --output FILE} where there is one, and
 * whatever does not start with a dash.
 */
final class Arguments {
  private final List<String> words = new ArrayList<>();
  private final List<String> sets = new ArrayList<>();
  private @Nullable String config;
  private @Nullable String opentsdbConf;
  private @Nullable String data;
  private @Nullable String output;

  /**
   * Reads the arguments after the subcommand.
   *
   * @param more options beside those that all have
   * @throws UsageException for an option that there is not, or one without its value
   */
  static Arguments parse(List<String> args, String... more) throws UsageException {
    Arguments parsed = new Arguments();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (!arg.startsWith("-")) {
        parsed.words.add(arg);
        continue;
      }
      int equals = arg.indexOf('=');
      String option = equals < 0 ? arg : arg.substring(0, equals);
      if (!List.of("--config", "--opentsdb-conf", "--data", "--set").contains(option)
          && !List.of(more).contains(option)) {
        throw new UsageException("unknown option " + option);
      }
      if (equals < 0 && ++i == args.size()) {
        throw new UsageException(option + " needs a value");
      }
      parsed.option(option, equals < 0 ? args.get(i) : arg.substring(equals + 1));
    }
    return parsed;
  }

  private void option(String name, String value) {
    switch (name) {
      case "--config" -> config = value;
      case "--opentsdb-conf" -> opentsdbConf = value;
      case "--data" -> data = value;
      case "--output" -> output = value;
      default -> sets.add(value);
    }
  }

  /** The file of {@code --output}. */
  Optional<Path> output() {
    return Optional.ofNullable(output).map(Path::of);
  }

  List<String> words() {
    return words;
  }

  /**
   * Where values come from; a file named as a word ({@code config check FILE}) counts as {@code
   * --config}.
   */
  ConfigSources sources(Optional<String> fileWord) {
    String file = fileWord.orElse(config);
    return new ConfigSources(
        file == null ? null : Path.of(file),
        opentsdbConf == null ? null : Path.of(opentsdbConf),
        data,
        sets);
  }
}
