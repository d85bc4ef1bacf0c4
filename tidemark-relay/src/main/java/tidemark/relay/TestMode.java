package tidemark.relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.relay.hash.Fnv1a;
import tidemark.relay.hash.KeyHash;
import tidemark.relay.language.Cluster;
import tidemark.relay.language.Configuration;
import tidemark.relay.language.Dialect;
import tidemark.relay.language.Expression;
import tidemark.relay.language.Rule;
import tidemark.relay.language.ServerSpec;
import tidemark.relay.language.Template;
import tidemark.relay.route.Choice;

/**
 * {@code -t} and {@code explain}: which rules a name meets and where it goes, in the original's
 * words (contracts/relay.md 8). Nothing is normalised, and a name ends at the first blank, so tags
 * are hashed with it.
 */
final class TestMode {
  // An oddity that is printed: 3.9 replaces, for an expression that is a regular expression without
  // groups, at the place where the last other expression matched, whatever line that was. Golden
  // case 90 shows it. Lines that are relayed are replaced where they match.

  private final RingPrinter rings = new RingPrinter();
  private final Configuration configuration;
  private final Dialect dialect;
  private final PrintStream out;
  private final boolean debug;
  private final boolean live;
  private final Map<String, KeyHash> hashes = new HashMap<>();
  private int staleStart;
  private int staleEnd;

  /**
   * Explains by these rules.
   *
   * @param live whether a name ends at its tags and is replaced where it matches, as when relayed;
   *     otherwise as the original's test mode has it
   */
  TestMode(
      Configuration configuration, Dialect dialect, PrintStream out, boolean debug, boolean live) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.out = out;
    this.debug = debug;
    this.live = live;
  }

  void run(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null) {
      explain(line);
      line = in.readLine();
    }
    out.flush();
  }

  /** One name, with whatever follows it. */
  void explain(String line) {
    if (line.isEmpty()) {
      return;
    }
    int end = 0;
    while (end < line.length() && line.charAt(end) != ' ' && !(live && line.charAt(end) == ';')) {
      end++;
    }
    String name = line.substring(0, end);
    switch (configuration.lists().of(name)) {
      case BLACK -> out.println("on the black list " + name);
      case NOT_WHITE -> out.println("not on the white list " + name);
      case PASSES -> new Walk(name, line.substring(end)).walk();
    }
  }

  private final class Walk {
    private String name;
    private final String rest;
    private boolean matched;

    Walk(String name, String rest) {
      this.name = name;
      this.rest = rest;
    }

    void walk() {
      for (Rule rule : configuration.rules()) {
        if (rule(rule)) {
          return;
        }
      }
      if (!matched) {
        out.println("nothing matched " + name);
      }
    }

    /** Whether the name stops here. */
    private boolean rule(Rule rule) {
      return switch (rule) {
        case Rule.Match match -> {
          for (Expression expression : match.any()) {
            Expression.Found found = found(expression, "match");
            if (found != null && match(match, expression, found)) {
              yield true;
            }
          }
          yield false;
        }
        case Rule.Rewrite rewrite -> {
          Expression.Found found = found(rewrite.from(), "rewrite");
          if (found != null) {
            String into =
                rewrite.everywhere()
                    ? rewrite.into().replaceAll(rewrite.from(), name)
                    : replaced(rewrite.into(), rewrite.from(), found, "");
            out.println("    into(" + rewrite.into() + ") -> " + into);
            name = into;
          }
          yield false;
        }
        case Rule.Aggregate aggregate -> {
          for (Expression expression : aggregate.any()) {
            Expression.Found found = found(expression, "aggregation");
            if (found != null && aggregate(aggregate, expression, found)) {
              yield true;
            }
          }
          yield false;
        }
      };
    }

    private Expression.@Nullable Found found(Expression expression, String what) {
      Expression.Found found = expression.find(name);
      if (found == null) {
        return null;
      }
      matched = true;
      out.println(what);
      String source = expression.source();
      switch (expression.kind()) {
        case ALL -> out.println("    * -> " + name);
        case REGEX -> out.println("    " + source + " (regex) -> " + name);
        case CONTAINS -> plain(source, "strstr", expression.text());
        case STARTS -> plain(source, "strncmp", expression.text());
        case ENDS -> plain(source, "tailcmp", expression.text());
        case EQUALS -> plain(source, "strcmp", expression.text());
      }
      if (expression.kind() != Expression.Kind.ALL && !isStale(expression)) {
        staleStart = found.start();
        staleEnd = found.end();
      }
      return found;
    }

    private void plain(String source, String how, String text) {
      out.println("    " + source + " [" + how + ": " + text + "]");
      out.println("    -> " + name);
    }

    private String replaced(
        Template template, Expression expression, Expression.Found found, String behind) {
      if (!isStale(expression)) {
        return template.replace(expression, found) + behind;
      }
      String line = name + behind;
      int start = Math.min(staleStart, line.length());
      int end = Math.clamp(staleEnd, start, line.length());
      return line.substring(0, start) + template.source() + line.substring(end);
    }

    private boolean match(Rule.Match match, Expression expression, Expression.Found found) {
      Rule.Validation validation = match.validation();
      if (validation != null && !validate(validation)) {
        boolean stops = match.stop() || match.to().isEmpty();
        if (stops) {
          out.println("    stop");
        }
        return stops;
      }
      String key = name;
      String using = null;
      if (match.routeUsing() != null) {
        using = replaced(match.routeUsing(), expression, found, rest);
        key = using.substring(0, Math.max(0, using.length() - rest.length()));
      }
      for (Cluster cluster : match.to()) {
        String shown =
            using == null ? null : "        using(" + match.routeUsing() + ") -> " + using;
        cluster(cluster, key, shown);
      }
      boolean stops = match.stop() && !match.to().isEmpty();
      if (stops) {
        out.println("    stop");
      }
      return stops;
    }

    private boolean validate(Rule.Validation validation) {
      String value = rest.isEmpty() ? "" : rest.substring(1);
      out.println("    validate");
      out.println("        " + validation.expression() + " -> " + value);
      boolean passes = validation.expression().matches(value);
      String outcome = validation.log() ? "log" : "drop";
      out.println(passes ? "        match" : "        fail -> " + outcome);
      return passes;
    }

    private void cluster(Cluster cluster, String key, @Nullable String using) {
      if (cluster.type() == Cluster.Type.BLACKHOLE) {
        out.println("    blackholed");
        return;
      }
      out.println("    " + cluster.type().word() + "(" + cluster.name() + ")");
      List<ServerSpec> servers = cluster.servers();
      byte[] bytes = key.getBytes(StandardCharsets.ISO_8859_1);
      if (cluster.type().isHash()) {
        if (using != null) {
          out.println(using);
        }
        KeyHash hash = hashes.computeIfAbsent(cluster.name(), each -> Choice.hash(cluster));
        if (debug) {
          out.println("        hash_pos(" + hash.position(bytes, 0, bytes.length) + ")");
        }
        for (int i : hash.choose(bytes, 0, bytes.length, cluster.replication())) {
          out.println("        " + servers.get(i).address());
        }
        return;
      }
      switch (cluster.type()) {
        case ANY_OF -> {
          byte[] own = name.getBytes(StandardCharsets.ISO_8859_1);
          int chosen = Fnv1a.anyOf(own, 0, own.length, servers.size());
          out.println("        " + servers.get(chosen).address());
        }
        case FAILOVER -> out.println("        " + servers.getFirst().address());
        default -> servers.forEach(each -> out.println("        " + each.address()));
      }
    }

    private boolean aggregate(
        Rule.Aggregate aggregate, Expression expression, Expression.Found found) {
      String stub = debug && !aggregate.to().isEmpty() ? rings.stub(aggregate) : "";
      for (Rule.Compute compute : aggregate.computes()) {
        Template template = compute.writeTo();
        boolean literal = dialect == Dialect.V3_7_3 && expression.groups() == 0;
        String into = literal ? template.toString() : replaced(template, expression, found, rest);
        String shown = literal ? "" : "(" + stub + template + ")";
        out.println("    " + compute.word() + shown + " -> " + stub + into);
        if (!stub.isEmpty()) {
          throughStub(aggregate, into);
        }
      }
      if (debug) {
        // The original looks no further here; results are what the debug mode follows.
        return true;
      }
      aggregate.to().forEach(this::results);
      if (aggregate.stop()) {
        out.println("    stop");
      }
      return aggregate.stop();
    }

    /** The original sends results through a rule of its own, which the debug mode shows. */
    private void throughStub(Rule.Aggregate aggregate, String into) {
      int blank = into.indexOf(' ');
      String result = blank < 0 ? into : into.substring(0, blank);
      out.println("match");
      out.println("    * -> " + result);
      aggregate.to().forEach(cluster -> new Walk(result, "").cluster(cluster, result, null));
      out.println("    stop");
    }

    private void results(Cluster cluster) {
      switch (cluster.type()) {
        case FORWARD, FILE, FILE_IP, BLACKHOLE -> cluster(cluster, name, null);
        // Which member depends on the result's name.
        default -> out.println("    " + cluster.type().word() + "(" + cluster.name() + ")");
      }
    }
  }

  private boolean isStale(Expression expression) {
    return !live && expression.kind() == Expression.Kind.REGEX && expression.groups() == 0;
  }
}
