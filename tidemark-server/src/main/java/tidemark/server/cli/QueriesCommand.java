package tidemark.server.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.query.opentsdb.JsonIn;

/**
 * Asks a running server which queries run and which took long, or ends one; see {@code
 * /api/tidemark/queries}.
 */
final class QueriesCommand {
  private static final String PATH = "/api/tidemark/queries";
  private static final int SHOWN = 100;

  private QueriesCommand() {}

  /** Both lists, one query a line. */
  static String list(RunningServer server) {
    Map<String, @Nullable Object> answer =
        JsonIn.readObject(server.ask("GET", PATH).getBytes(StandardCharsets.UTF_8));
    var out = new StringBuilder();
    append(out, "running", JsonIn.list(answer.get("running")), "state");
    append(out, "slow", JsonIn.list(answer.get("slow")), "end");
    return out.toString().stripTrailing();
  }

  private static void append(
      StringBuilder out, String title, List<@Nullable Object> list, String last) {
    out.append(title).append(": ").append(list.isEmpty() ? "none" : list.size()).append('\n');
    for (Object one : list) {
      Map<String, @Nullable Object> query = JsonIn.object(one);
      String text = String.valueOf(query.get("query"));
      out.append(
          String.format(
              Locale.ROOT,
              "%8s %-9s %8s ms %12s points %12s B  %s  %s%n",
              query.get("id"),
              query.get("api"),
              query.get("milliseconds"),
              query.get("points"),
              query.get("bytes"),
              query.get(last),
              text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text));
    }
  }

  static String cancel(RunningServer server, String id) {
    server.ask("DELETE", PATH + '/' + id);
    return "cancelled " + id;
  }
}
