package tidemark.server.cli;

/**
 * Asks a running server which families of series are the most ({@code stored}), grew the most
 * ({@code new}) or were refused the most ({@code refused}); see {@code /api/tidemark/series}.
 */
final class SeriesCommand {
  private SeriesCommand() {}

  /** The answer as a table, one family a line. */
  static String ask(RunningServer server, String by) {
    return server.ask("GET", "/api/tidemark/series?format=text&limit=40&by=" + by).stripTrailing();
  }
}
