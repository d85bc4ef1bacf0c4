package tidemark.relay.language;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A configuration in the original's own layout, as {@code -t} prints it; two that print alike are
 * the same to a reload.
 */
public final class Printer {
  private static final String UNIT = "    ";

  /** What the debug mode adds. */
  public interface Debug {
    /** The ring of a hash cluster, from its heading to its last line break. */
    String ring(Cluster cluster);

    /** A name for the stub that stands before an aggregate with destinations of its own. */
    String stub(Rule.Aggregate aggregate);

    /** The same for statistics with destinations of their own. */
    String stub(StatisticsSpec statistics);
  }

  private final StringBuilder out = new StringBuilder();
  private final String hostname;
  private final Function<String, String> quote = Printer::quoted;

  private Printer(String hostname) {
    this.hostname = hostname;
  }

  /** Prints it plainly. */
  public static String print(Configuration configuration, String hostname) {
    Printer printer = new Printer(hostname);
    printer.head(configuration);
    clusters(configuration).forEach(printer::cluster);
    printer.out.append('\n');
    configuration.rules().forEach(rule -> printer.rule(rule, ""));
    return printer.out.append('\n').toString();
  }

  /** Prints it with rings and stubs. */
  public static String print(Configuration configuration, String hostname, Debug debug) {
    Printer printer = new Printer(hostname);
    printer.head(configuration);
    for (Cluster cluster : clusters(configuration)) {
      printer.cluster(cluster);
      if (cluster.type().isHash()) {
        printer.out.append(debug.ring(cluster));
      }
    }
    printer.out.append('\n');
    // The original puts each before those it has.
    for (Rule rule : configuration.rules().reversed()) {
      if (rule instanceof Rule.Aggregate aggregate && !aggregate.to().isEmpty()) {
        printer.stub(aggregate.to(), debug.stub(aggregate));
      }
    }
    StatisticsSpec statistics = configuration.statistics();
    if (!statistics.to().isEmpty()) {
      printer.stub(statistics.to(), debug.stub(statistics));
    }
    for (Rule rule : configuration.rules()) {
      boolean stubbed = rule instanceof Rule.Aggregate aggregate && !aggregate.to().isEmpty();
      printer.rule(rule, stubbed ? debug.stub((Rule.Aggregate) rule) : "");
    }
    return printer.out.append('\n').toString();
  }

  /** Those that the file defines. */
  private static List<Cluster> clusters(Configuration configuration) {
    return configuration.clusters().stream()
        .filter(cluster -> cluster.type() != Cluster.Type.LOCAL)
        .toList();
  }

  private void head(Configuration configuration) {
    if (!configuration.listeners().isEmpty()) {
      out.append("listen\n");
      configuration.listeners().forEach(this::listener);
      out.append("    ;\n\n");
    }
    StatisticsSpec statistics = configuration.statistics();
    out.append("statistics\n    submit every ")
        .append(statistics.intervalSeconds())
        .append(" seconds\n");
    if (statistics.reset()) {
      out.append("    reset counters after interval\n");
    }
    out.append("    prefix with ").append(statistics.prefixOf(hostname)).append('\n');
    sendTo(statistics.to());
    if (statistics.stop()) {
      out.append("    stop\n");
    }
    out.append("    ;\n\n");
  }

  private void listener(ListenerSpec listener) {
    out.append("    type linemode").append(transport(listener.transport())).append('\n');
    for (ListenerSpec.Receptor receptor : listener.receptors()) {
      String host = receptor.host();
      String address =
          receptor.type() == ListenerSpec.SocketType.UNIX
              ? quote.apply(String.valueOf(host))
              : (host == null ? "" : host + ":") + receptor.port();
      out.append(UNIT + UNIT)
          .append(address)
          .append(" proto ")
          .append(receptor.type().name().toLowerCase(Locale.ROOT))
          .append('\n');
    }
  }

  private String transport(Transport transport) {
    if (transport.isPlain()) {
      return "";
    }
    StringBuilder text = new StringBuilder(" transport ").append(transport.compression().word());
    if (transport.security() != Transport.Security.NONE) {
      text.append(' ').append(transport.security().name().toLowerCase(Locale.ROOT));
      append(text, "", transport.certificate());
      append(text, "", transport.key());
      append(text, "protomin ", transport.minimum());
      append(text, "protomax ", transport.maximum());
      append(text, "ciphers ", transport.ciphers());
      append(text, "ciphersuites ", transport.cipherSuites());
    }
    return text.toString();
  }

  private void append(
      StringBuilder text, String word, @org.jspecify.annotations.Nullable String value) {
    if (value != null) {
      text.append(' ').append(word).append(quote.apply(value));
    }
  }

  private void cluster(Cluster cluster) {
    out.append("cluster ").append(quote.apply(cluster.name())).append('\n');
    out.append(UNIT).append(cluster.type().word());
    if (cluster.type().isHash()) {
      out.append(" replication ").append(cluster.replication());
      out.append(cluster.dynamic() ? " dynamic" : "");
    }
    out.append('\n');
    for (ServerSpec server : cluster.servers()) {
      out.append(UNIT + UNIT).append(server(server)).append('\n');
    }
    out.append("    ;\n");
  }

  private String server(ServerSpec server) {
    String instance = server.instance();
    return quote.apply(server.address())
        + (instance == null ? "" : "=" + quote.apply(instance))
        + (server.kind() == ServerSpec.Kind.UDP ? " proto udp" : "")
        + (server.lineType() == ServerSpec.LineType.SYSLOG ? " type syslog" : "")
        + (server.lineType() == ServerSpec.LineType.FRAMES ? " type frames" : "")
        + transport(server.transport());
  }

  private void stub(List<Cluster> to, String name) {
    out.append("# stub match for aggregate/statistics rule with send to\n");
    out.append("match ^").append(name).append('\n');
    sendTo(to);
    out.append("    stop\n    ;\n");
  }

  private void rule(Rule rule, String stub) {
    switch (rule) {
      case Rule.Match match -> match(match);
      case Rule.Rewrite rewrite -> {
        out.append("rewrite ").append(quote.apply(rewrite.from().source())).append('\n');
        out.append("    into ").append(quote.apply(rewrite.into().source())).append('\n');
      }
      case Rule.Aggregate aggregate -> aggregate(aggregate, stub);
    }
    out.append("    ;\n");
  }

  private void match(Rule.Match match) {
    expressions("match", match.any());
    Rule.Validation validation = match.validation();
    if (validation != null) {
      out.append("    validate ")
          .append(quote.apply(validation.expression().source()))
          .append(validation.log() ? " else log\n" : " else drop\n");
    }
    if (match.routeUsing() != null) {
      out.append("    route using ").append(quote.apply(match.routeUsing().source())).append('\n');
    }
    sendTo(match.to());
    if (match.stop()) {
      out.append("    stop\n");
    }
  }

  private void aggregate(Rule.Aggregate aggregate, String stub) {
    expressions("aggregate", aggregate.any());
    out.append("    every ").append(aggregate.everySeconds()).append(" seconds\n");
    out.append("    expire after ").append(aggregate.expireSeconds()).append(" seconds\n");
    out.append("    timestamp at ").append(aggregate.stamp().word()).append(" of bucket\n");
    for (Rule.Compute compute : aggregate.computes()) {
      out.append("    compute ").append(compute.word()).append(" write to\n");
      out.append(UNIT + UNIT).append(quote.apply(stub + compute.writeTo().source())).append('\n');
    }
    if (stub.isEmpty()) {
      sendTo(aggregate.to());
    }
    if (aggregate.stop()) {
      out.append("    stop\n");
    }
  }

  private void expressions(String word, List<Expression> any) {
    if (any.size() == 1) {
      out.append(word).append(' ').append(quote.apply(any.getFirst().source())).append('\n');
      return;
    }
    out.append(word).append('\n');
    any.forEach(each -> out.append(UNIT + UNIT).append(quote.apply(each.source())).append('\n'));
  }

  private void sendTo(List<Cluster> to) {
    if (to.size() == 1) {
      out.append("    send to ").append(quote.apply(to.getFirst().name())).append('\n');
    } else if (!to.isEmpty()) {
      out.append("    send to\n");
      to.forEach(each -> out.append(UNIT + UNIT).append(quote.apply(each.name())).append('\n'));
    }
  }

  /** In quotes where a word cannot say it; escaped blanks are part of a word. */
  private static String quoted(String text) {
    String bare = text.replace("\\ ", "");
    boolean word =
        bare.chars()
            .allMatch(c ->
                (c >= '0' && c <= '9')
                    || (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || "[](){}|\\^?*$&%<>:/,._+-".indexOf(c) >= 0);
    return word ? text : "\"" + text + "\"";
  }
}
