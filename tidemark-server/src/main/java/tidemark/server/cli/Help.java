package tidemark.server.cli;

import java.util.List;
import java.util.stream.Collectors;

/** What {@code help}, {@code --help} and {@code -h} print: of everything, or of one command. */
final class Help {
  /**
   * One command.
   *
   * @param command its words, {@code storage merge}
   * @param text how it is called and what it does, as lines
   */
  private record Entry(String command, String text) {}

  private static final String OPTIONS =
      """
      Without --config, ./tidemark.yaml is read if there is one. Every key can also be set in the
      environment (listen.http as TIDEMARK_LISTEN_HTTP) or by --set, which wins. docs/configuration.md
      lists all keys. --opentsdb-conf reads the tsd.* settings of an OpenTSDB. tidemark COMMAND --help
      tells of one command.
      """;

  private static final String STORAGE =
      """
          All take --config, --data and --set as serve does. A PATTERN is a path with wildcards, the whole
          text of a tagged series (name;key=value), or name;* for all tagged series of a name; FROM
          (inclusive) and UNTIL (exclusive) are seconds since 1970. How far one is shows on standard error.
      """;

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(
              "serve",
              """
              tidemark serve [--config FILE] [--opentsdb-conf FILE] [--data DIR] [--set key=value]...
                  Takes metrics and answers queries until it is told to stop (Ctrl-C or SIGTERM).
              """),
          new Entry(
              "config",
              """
              tidemark config show [FILE]     the effective configuration, each key with where it came from
              tidemark config check [FILE]    whether a configuration file is fit; names line and nearest key
              """),
          new Entry(
              "relay",
              """
              tidemark relay -f FILE [OPTION]...
                  Relays as carbon-c-relay does, by its configuration file; tidemark relay -h lists the options.
              tidemark relay explain -f FILE NAME...     which rules a name meets and where it goes
              """),
          new Entry(
              "series",
              """
              tidemark series stored|new|refused    asks a running server for the names with the most series: who
                  floods me? It is found by listen.http.
              """),
          new Entry(
              "queries",
              """
              tidemark queries [cancel ID]    asks it what it computes and what took long; ends one query
              """),
          new Entry("version", "tidemark version\n"),
          new Entry("help", "tidemark help [COMMAND]\n"),
          new Entry(
              "storage check",
              """
              tidemark storage check                  verifies every checksum, beside a running server too
              """),
          new Entry(
              "storage stats",
              """
              tidemark storage stats [PATTERN]        points, bytes and the largest series; of one series, its rule too
              """),
          new Entry(
              "storage snapshot",
              """
              tidemark storage snapshot DIR           a copy in DIR, blocks as hard links, beside a running server too
              """),
          new Entry(
              "storage restore",
              """
              tidemark storage restore DIR            puts a snapshot where there is no data yet
              """),
          new Entry(
              "storage confirm-clock",
              """
              tidemark storage confirm-clock          a clock that leapt is right: points may expire by it
              """),
          new Entry(
              "storage merge",
              """
              tidemark storage merge                  seals and merges all there is            (server stopped)
                  Broken off, it is called again and does what is left.
              """),
          new Entry(
              "storage dump",
              """
              tidemark storage dump PATTERN [FROM [UNTIL]] [--output FILE]     points as Graphite lines (server stopped)
                  Broken off, it is called again with the same FILE, and goes on after the last whole series there.
              """),
          new Entry(
              "storage export",
              """
              tidemark storage export PATTERN [FROM [UNTIL]] [--output FILE]   the same in OpenTSDB's import format
              """),
          new Entry(
              "storage import",
              """
              tidemark storage import FILE...         takes lines of either kind; again does no harm
              """),
          new Entry(
              "storage import-whisper",
              """
              tidemark storage import-whisper DIR     takes the points of a tree of whisper files
              """),
          new Entry(
              "storage purge",
              """
              tidemark storage purge PATTERN [FROM [UNTIL]]   deletes points                   (server stopped)
                  Broken off, it is called again and does what is left.
              """));

  private Help() {}

  /** Of everything. */
  static String all() {
    return text("", false) + '\n' + OPTIONS + '\n' + text("", true) + STORAGE.stripTrailing();
  }

  /**
   * Of a command.
   *
   * @param words the command and, of {@code storage}, the second word; others are passed over
   */
  static String of(List<String> words) throws UsageException {
    String command = words.isEmpty() ? "" : words.getFirst();
    boolean storage = command.equals("storage");
    if (storage && words.size() > 1) {
      command += ' ' + words.get(1);
    }
    String text = text(command, storage);
    if (text.isEmpty()) {
      throw new UsageException("there is no command \"" + command + '"');
    }
    return text + (storage ? STORAGE : '\n' + OPTIONS).stripTrailing();
  }

  private static String text(String command, boolean storage) {
    return ENTRIES.stream()
        .filter(e -> e.command().startsWith("storage ") == storage)
        .filter(e -> command.isEmpty() || (e.command() + ' ').startsWith(command + ' '))
        .map(Entry::text)
        .collect(Collectors.joining());
  }
}
