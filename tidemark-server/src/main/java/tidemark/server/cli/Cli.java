package tidemark.server.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.model.InvalidInputException;
import tidemark.server.config.ConfigSources;
import tidemark.server.config.Settings;
import tidemark.storage.StorageException;

/**
 * Picks the subcommand, runs it, and turns what went wrong into one clear line and an exit status.
 */
public final class Cli {
  /** All went well. */
  public static final int OK = 0;

  /** Something else than the arguments was at fault; a trace is in the log. */
  public static final int FAILED = 1;

  /**
   * The arguments, the configuration or their surroundings (a port in use, a locked directory) do
   * not do.
   */
  public static final int UNUSABLE = 2;

  /** What {@code serve} does: runs until stopped, returns the exit status. */
  @FunctionalInterface
  public interface Serve {
    /**
     * Runs.
     *
     * @param settings reads the configuration and checks it, anew at each call
     */
    int run(Supplier<Settings> settings);
  }

  /** What {@code relay} does with its arguments, which are carbon-c-relay's. */
  @FunctionalInterface
  public interface Relay {
    int run(List<String> args);
  }

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final String version;
  private final Serve serve;
  private final Relay relay;
  private final Terminals terminals;

  /** A command line that prints here and there, where nobody watches. */
  public Cli(
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      String version,
      Serve serve,
      Relay relay) {
    this(out, err, environment, version, serve, relay, Terminals.NONE);
  }

  /** The same, where somebody may. */
  public Cli(
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      String version,
      Serve serve,
      Relay relay,
      Terminals terminals) {
    this.out = out;
    this.err = err;
    this.environment = environment;
    this.version = version;
    this.serve = serve;
    this.relay = relay;
    this.terminals = terminals;
  }

  /** Runs one command line; the result is the exit status of the process. */
  public int run(String... args) {
    try {
      return dispatch(args.length == 0 ? "help" : args[0], List.of(args));
    } catch (UsageException e) {
      err.println("tidemark: " + e.getMessage() + "; see tidemark help");
      return UNUSABLE;
    } catch (InvalidInputException e) {
      String.valueOf(e.getMessage()).lines().forEach(line -> err.println("tidemark: " + line));
      return UNUSABLE;
    } catch (StorageException e) {
      err.println("tidemark: " + e.getMessage());
      return UNUSABLE;
    }
  }

  private int dispatch(String command, List<String> args) throws UsageException {
    List<String> rest = args.isEmpty() ? args : args.subList(1, args.size());
    boolean help = rest.contains("--help");
    if (!command.equals("relay") && (help || rest.contains("-h"))) {
      return print(Help.of(wordsOf(args)));
    }
    return switch (command) {
      case "serve" -> serve(Arguments.parse(rest));
      case "config" -> config(Arguments.parse(rest));
      case "queries" -> queries(Arguments.parse(rest));
      case "relay" -> relay.run(help ? List.of("-h") : rest); // which has its own options
      case "series" -> series(Arguments.parse(rest));
      case "storage" -> storage(Arguments.parse(rest, "--output"));
      case "version", "--version", "-V" -> print("tidemark " + version);
      case "help", "--help", "-h" -> print(rest.isEmpty() ? Help.all() : Help.of(rest));
      default -> throw new UsageException("there is no command \"" + command + '"');
    };
  }

  private static List<String> wordsOf(List<String> args) {
    return args.stream().filter(arg -> !arg.startsWith("-")).toList();
  }

  private int print(String text) {
    out.println(text);
    return OK;
  }

  private int serve(Arguments args) throws UsageException {
    if (!args.words().isEmpty()) {
      throw new UsageException("serve takes no \"" + args.words().getFirst() + '"');
    }
    ConfigSources sources = args.sources(Optional.empty());
    sources.warnings().forEach(line -> err.println("tidemark: " + line));
    return serve.run(() -> Settings.of(sources.gather(environment)));
  }

  private int storage(Arguments args) throws UsageException {
    Settings settings = Settings.of(args.sources(Optional.empty()).gather(environment));
    return new StorageCommand(out, err, terminals).run(args.words(), args.output(), settings);
  }

  private int config(Arguments args) throws UsageException {
    List<String> words = args.words();
    if (words.isEmpty() || words.size() > 2) {
      throw new UsageException("expected config show [FILE] or config check [FILE]");
    }
    Optional<String> file = words.size() > 1 ? Optional.of(words.get(1)) : Optional.empty();
    return switch (words.getFirst()) {
      case "show" -> show(args.sources(file).gather(environment));
      case "check" -> check(args.sources(file).gather(environment));
      default -> throw new UsageException("there is no config " + words.getFirst());
    };
  }

  private int series(Arguments args) throws UsageException {
    if (args.words().size() != 1) {
      throw new UsageException("expected series stored, series new or series refused");
    }
    return print(SeriesCommand.ask(server(args), args.words().getFirst()));
  }

  private int queries(Arguments args) throws UsageException {
    List<String> words = args.words();
    if (words.size() == 2 && words.getFirst().equals("cancel")) {
      return print(QueriesCommand.cancel(server(args), words.getLast()));
    }
    if (!words.isEmpty()) {
      throw new UsageException("expected queries or queries cancel ID");
    }
    return print(QueriesCommand.list(server(args)));
  }

  private RunningServer server(Arguments args) {
    Settings settings = Settings.of(args.sources(Optional.empty()).gather(environment));
    return new RunningServer(settings.listen().http());
  }

  private int check(ConfigNode node) {
    Settings.of(node);
    return print("ok, " + node.values().size() + " keys set");
  }

  private int show(ConfigNode node) {
    Settings.of(node);
    for (ConfigKey<?> key : Settings.SCHEMA.keys()) {
      Optional<ConfigNode.Value> set = node.value(key);
      String text = set.map(ConfigNode.Value::text).orElse(key.otherwise());
      String origin = set.map(ConfigNode.Value::origin).orElse("default");
      out.printf("%-44s # %s%n", key.name() + ": " + (text.isEmpty() ? "\"\"" : text), origin);
    }
    return OK;
  }
}
