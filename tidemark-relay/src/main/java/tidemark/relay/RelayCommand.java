package tidemark.relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.relay.language.Configuration;
import tidemark.relay.language.Printer;
import tidemark.relay.log.RelayLog;
import tidemark.relay.log.StreamLog;

/**
 * carbon-c-relay's command line (contracts/relay.md 3) and {@code explain}. Exit statuses are the
 * original's: 0, and 1 for anything wrong.
 */
public final class RelayCommand {
  private static final String USAGE =
      """
      Usage: tidemark relay -f <config> [opts]
             tidemark relay explain -f <config> <name>...

      Options:
        -v  print version and exit
        -f  read <config> for clusters and routes; a folder: carbon's relay-rules.conf,
            aggregation-rules.conf, rewrite-rules.conf, whitelist.conf and blacklist.conf in it
        -p  listen on <port> for connections, defaults to 2003
        -l  write output to <file>, defaults to stdout/stderr
        -w  count lines for <workers> workers, defaults to the number of processors
        -b  server send batch size, defaults to 2500
        -q  server queue size, defaults to 25000
        -L  server max stalls, defaults to 4
        -C  use CA <cert> to verify SSL connections
        -B  connection listen backlog, defaults to 32
        -U  socket buffer size, max/min/default values depend on OS
        -T  connect timeout in milliseconds for server connections, defaults to 600
        -E  disable disconnecting idle connections after 10 minutes
        -c  characters to allow next to [A-Za-z0-9], defaults to -_:#
        -m  max length of a metric name, defaults to 0, limit of -M
        -M  max length of metric+ts+value+nl, defaults to 32768
        -d  debug mode: print statistics, and hash rings and positions in test mode (-t)
        -s  submission mode: don't add any metrics to the stream like statistics
        -S  the same, and a line each second of what came in, went out, waits and was lost
        -D  daemonise: run on in a process of its own; needs -l
        -t  config test mode: prints rule matches from input on stdin; twice: only check
        -H  hostname: override hostname (used in statistics)
        -P  pidfile: write a pid to a specified pidfile
        -O  accepted and ignored: rules are always analysed
        --dialect 3.9|3.7.3   which release to follow where they differ, defaults to 3.9
        --spool DIR       keep queues on disk in <dir>, over restarts and kills
        --spool-size N    of each server's, defaults to 1GiB; full, the oldest is dropped
        --spool-rate N    bytes a second to a server that returns, defaults to 0, as fast as it goes
        --names   how many names keep their routes, defaults to 1048576
      """;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final String version;
  private final InstantSource clock;
  private final Random random;
  private final Signals signals;

  /** A command that reads and writes there. */
  public RelayCommand(
      InputStream in,
      PrintStream out,
      PrintStream err,
      String version,
      InstantSource clock,
      Random random,
      Signals signals) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.version = version;
    this.clock = clock;
    this.random = random;
    this.signals = signals;
  }

  /** Runs until told to stop, or at once in test mode; gives the exit status. */
  public int run(List<String> args) {
    boolean explains = !args.isEmpty() && args.getFirst().equals("explain");
    try {
      CommandLine line = new CommandLine(explains ? args.subList(1, args.size()) : args);
      if (line.has("v")) {
        out.println("tidemark relay " + version + ", as carbon-c-relay 3.9");
        out.println("enabled support for: gzip lz4 snappy ssl");
        return 0;
      }
      if (line.has("h") || line.value("f") == null) {
        (line.has("h") ? out : err).print(USAGE);
        return 1;
      }
      RelaySettings settings = RelayArguments.of(line);
      return explains ? explain(line, settings) : relay(args, line, settings);
    } catch (InvalidInputException e) {
      err.println(e.getMessage());
      return 1;
    } catch (IOException e) {
      err.println("failed: " + e.getMessage());
      return 1;
    }
  }

  private int explain(CommandLine line, RelaySettings settings) {
    Configuration configuration = settings.read();
    TestMode mode = new TestMode(configuration, settings.dialect(), out, settings.debug(), true);
    line.words().forEach(mode::explain);
    out.flush();
    return 0;
  }

  private int relay(List<String> args, CommandLine line, RelaySettings settings)
      throws IOException {
    String logFile = line.value("l");
    if (line.has("D") && !line.has("t")) {
      if (logFile == null) {
        throw new InvalidInputException("error: -D needs a log file, -l");
      }
      settings.read(); // what is wrong is said while somebody still looks
      long pid = Detached.start(args);
      out.println("running on as process " + pid);
      return 0;
    }
    if (logFile == null) {
      return run(line, settings, new StreamLog(out, err, false, clock));
    }
    try (ReopenedLog log = new ReopenedLog(Path.of(logFile), clock)) {
      return run(line, settings, log);
    }
  }

  private int run(CommandLine line, RelaySettings settings, RelayLog log) throws IOException {
    boolean onlyChecks = line.count("t") > 1;
    Configuration configuration;
    try {
      configuration = settings.read();
    } catch (InvalidInputException e) {
      log.error(String.valueOf(e.getMessage()));
      log.error("failed to read configuration '" + settings.file() + "'");
      return 1;
    }
    configuration.warnings().forEach(log::error);
    if (onlyChecks) {
      return 0;
    }
    log.message("starting tidemark relay " + version + ", pid=" + ProcessHandle.current().pid());
    out.println("parsed configuration follows:");
    out.print(printed(configuration, settings));
    out.flush();
    if (line.has("t")) {
      new TestMode(configuration, settings.dialect(), out, settings.debug(), false)
          .run(new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1)));
      return 0;
    }
    return live(line, settings, configuration, log);
  }

  private static String printed(Configuration configuration, RelaySettings settings) {
    return settings.debug()
        ? Printer.print(configuration, settings.hostname(), new RingPrinter())
        : Printer.print(configuration, settings.hostname());
  }

  private int live(
      CommandLine line, RelaySettings settings, Configuration configuration, RelayLog log)
      throws IOException {
    @Nullable String pidFile = line.value("P");
    if (pidFile != null) {
      Files.writeString(Path.of(pidFile), ProcessHandle.current().pid() + "\n");
    }
    CountDownLatch stop = new CountDownLatch(1);
    try (Relay relay = Relay.start(settings, configuration, clock, random, log)) {
      signals.onReload(() -> {
        log.message("caught SIGHUP...");
        if (log instanceof ReopenedLog reopened) {
          reopened.reopen();
        }
        relay.reload();
        log.message("SIGHUP handler complete");
      });
      signals.onDebug(() -> log.message("debug is " + (relay.toggleDebug() ? "on" : "off")));
      signals.onStop(stop::countDown);
      log.message("listening");
      stop.await();
      log.message("caught signal, terminating...");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (pidFile != null) {
        Files.deleteIfExists(Path.of(pidFile));
      }
    }
    return 0;
  }
}
