package tidemark.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * {@code /}: one page for whoever has just started this, what listens where, what to send, and the
 * curve of what has arrived; and for whoever operates it, what comes through each door, what memory
 * and disk hold, the last warnings. Nothing on it comes from elsewhere; without JavaScript it says
 * everything but what changes.
 *
 * <p>{@code /warnings}: those warnings as text, oldest first.
 */
public final class WelcomeService implements HttpService {
  private static final String LINE = "graphite-line tcp ";
  private static final String OPENTSDB = "opentsdb tcp ";

  private final String version;
  private final List<String> listening;
  private final Supplier<List<String>> warnings;

  /**
   * A page for what runs here.
   *
   * @param listening as printed at the start: {@code graphite-line tcp 127.0.0.1:2003}
   * @param warnings the last of the log, one line each, oldest first
   */
  public WelcomeService(String version, List<String> listening, Supplier<List<String>> warnings) {
    this.version = version;
    this.listening = List.copyOf(listening);
    this.warnings = warnings;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.route(Method.predicate(Method.GET, Method.HEAD), PathMatchers.exact("/"), this::answer);
    rules.get("/warnings", this::answerWarnings);
  }

  private void answerWarnings(ServerRequest request, ServerResponse response) {
    var text = new StringBuilder();
    warnings.get().forEach(line -> text.append(line).append('\n'));
    response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8").send(text.toString());
  }

  private void answer(ServerRequest request, ServerResponse response) {
    String here = request.localPeer().host() + ':' + request.localPeer().port();
    response
        .header(HeaderNames.CONTENT_TYPE, "text/html; charset=UTF-8")
        .send(page("http tcp " + here, here));
  }

  private String page(String http, String here) {
    var rows = new StringBuilder();
    for (String line : listening) {
      row(line, rows);
    }
    row(http, rows);
    return template()
        .replace("{version}", escaped(version))
        .replace("{listening}", rows)
        .replace("{examples}", examples(here));
  }

  private static void row(String line, StringBuilder rows) {
    String[] words = line.split(" ", 3);
    rows.append("<tr><td>").append(escaped(words[0])).append(" <span class=\"soft\">");
    rows.append(escaped(words[1])).append("</span><td><code>").append(escaped(words[2]));
    rows.append("</code>\n");
  }

  /** Lines that work as they stand, with the ports that are open; what is off is left out. */
  private String examples(String here) {
    var out = new StringBuilder();
    for (String line : listening) {
      if (line.startsWith(LINE)) {
        example(
            out,
            "Graphite plaintext",
            "echo \"test.hello 42 $(date +%s)\" | nc -q1 " + hostAndPort(line, LINE),
            "curl 'http://" + here + "/render?target=test.hello&from=-5min&format=json'");
      } else if (line.startsWith(OPENTSDB)) {
        String opentsdb = line.substring(OPENTSDB.length());
        example(
            out,
            "OpenTSDB",
            "echo \"put test.tagged $(date +%s) 42 host=web01\" | nc -q1 "
                + hostAndPort(line, OPENTSDB),
            "curl 'http://" + opentsdb + "/api/query?start=5m-ago&m=sum:test.tagged%7Bhost=*%7D'");
      }
    }
    return out.toString();
  }

  private static String hostAndPort(String line, String before) {
    String address = line.substring(before.length());
    int colon = address.lastIndexOf(':');
    return address.substring(0, colon) + ' ' + address.substring(colon + 1);
  }

  private static void example(StringBuilder out, String what, String send, String read) {
    out.append("<p>").append(what).append("</p>\n<pre>").append(escaped(send)).append('\n');
    out.append(escaped(read)).append("</pre>\n");
  }

  private static String template() {
    try (InputStream in =
        Objects.requireNonNull(WelcomeService.class.getResourceAsStream("welcome.html"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
