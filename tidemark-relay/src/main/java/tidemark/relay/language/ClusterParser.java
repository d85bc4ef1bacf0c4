package tidemark.relay.language;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tidemark.relay.language.ServerSpec.Kind;
import tidemark.relay.language.ServerSpec.LineType;

/** {@code cluster} statements, and which servers may be shared (contracts/relay.md 2). */
final class ClusterParser {
  private static final int DEFAULT_PORT = 2003;
  private static final int MOST_REPLICAS = 255;
  private static final int LARGEST_HASH_CLUSTER = 128;

  private final Tokens tokens;
  private final Draft draft;

  ClusterParser(Tokens tokens, Draft draft) {
    this.tokens = tokens;
    this.draft = draft;
  }

  void cluster() {
    String name = tokens.text(LexState.NAME).text();
    String word =
        tokens.oneOf(
            LexState.CLUSTER_TYPE,
            "forward",
            "any_of",
            "failover",
            "carbon_ch",
            "fnv1a_ch",
            "jump_fnv1a_ch",
            "file");
    if (word.equals("file")) {
      files(name);
      return;
    }
    Cluster.Type type = Cluster.Type.valueOf(word.toUpperCase(Locale.ROOT));
    int replication = 1;
    boolean dynamic = false;
    boolean useall = false;
    if (type.isHash()) {
      if (tokens.accept(LexState.CLUSTER_OPTION, "replication")) {
        replication = tokens.integer();
      }
      dynamic = tokens.accept(LexState.CLUSTER_OPTION, "dynamic");
    } else {
      useall = tokens.accept(LexState.CLUSTER_OPTION, "useall");
    }
    List<Host> hosts = new ArrayList<>();
    do {
      hosts.add(host());
    } while (tokens.atText(LexState.HOST));
    Token end = tokens.peek(LexState.HOST);
    if (type.isHash() && (replication < 1 || replication > MOST_REPLICAS)) {
      throw tokens.error(end, "replication count must be between 1 and 255");
    }
    tokens.end(LexState.HOST);
    add(
        new Cluster(name, type, replication, dynamic, servers(name, type, useall, hosts, end)),
        end);
  }

  private void add(Cluster cluster, Token end) {
    int members = cluster.servers().size();
    if (cluster.replication() > members) {
      throw tokens.error(
          end,
          String.format(
              "invalid cluster '%s': replication count (%d) is larger than the number of servers"
                  + " (%d)",
              cluster.name(), cluster.replication(), members));
    }
    if (cluster.type().isHash() && members > LARGEST_HASH_CLUSTER) {
      throw tokens.error(
          end, "invalid cluster '" + cluster.name() + "': too many servers in hash cluster");
    }
    if (draft.clusters.putIfAbsent(cluster.name(), cluster) != null) {
      throw tokens.error(end, "cluster with the same name already defined");
    }
  }

  private void files(String name) {
    boolean ip = tokens.accept(LexState.CLUSTER_OPTION, "ip");
    Kind kind = ip ? Kind.FILE_IP : Kind.FILE;
    List<ServerSpec> servers = new ArrayList<>();
    servers.add(file(kind));
    if (tokens.atText(LexState.PATH)) {
      servers.add(file(kind));
    }
    Token end = tokens.peek(LexState.PATH);
    tokens.end(LexState.PATH);
    Cluster.Type type = ip ? Cluster.Type.FILE_IP : Cluster.Type.FILE;
    add(new Cluster(name, type, 1, false, servers), end);
  }

  private ServerSpec file(Kind kind) {
    Token path = tokens.text(LexState.PATH);
    try {
      Surroundings.probeWritable(path.text());
    } catch (NoSuchFileException e) {
      throw tokens.error(
          path, "failed to open file '" + path.text() + "' for writing: No such file or directory");
    } catch (IOException e) {
      throw tokens.error(
          path, "failed to open file '" + path.text() + "' for writing: " + e.getMessage());
    }
    ServerSpec spec =
        new ServerSpec(kind, path.text(), 0, LineType.LINEMODE, Transport.PLAIN, null);
    draft.servers.putIfAbsent(spec.identity(), spec);
    return spec;
  }

  /** A host as written. */
  private record Host(
      String address, @Nullable String instance, Kind kind, LineType type, Transport transport) {}

  private Host host() {
    String address = tokens.text(LexState.HOST).text();
    String instance = null;
    if (tokens.accept(LexState.HOST, "=")) {
      instance = tokens.text(LexState.NAME).text();
    }
    Kind kind = Kind.TCP;
    if (tokens.accept(LexState.HOST, "proto")) {
      kind = tokens.oneOf(LexState.SOCKET_TYPE, "udp", "tcp").equals("udp") ? Kind.UDP : Kind.TCP;
    }
    LineType type = LineType.LINEMODE;
    if (tokens.accept(LexState.HOST, "type")) {
      type = lineType();
    }
    Transport transport = Transport.PLAIN;
    if (tokens.accept(LexState.HOST, "transport")) {
      transport = transport();
    }
    return new Host(address, instance, kind, type, transport);
  }

  /** Errors name what the original takes; {@code frames} is ours. */
  private LineType lineType() {
    if (tokens.accept(LexState.LINE_TYPE, "frames")) {
      return LineType.FRAMES;
    }
    boolean syslog = tokens.oneOf(LexState.LINE_TYPE, "linemode", "syslog").equals("syslog");
    return syslog ? LineType.SYSLOG : LineType.LINEMODE;
  }

  private Transport transport() {
    Transport.Compression compression = tokens.compression();
    if (tokens.accept(LexState.SECURITY, "ssl")) {
      return new Transport(compression, Transport.Security.SSL, null, null, null, null, null, null);
    }
    if (tokens.accept(LexState.SECURITY, "mtls")) {
      String certificate = tokens.text(LexState.PATH).text();
      String key = tokens.text(LexState.PATH).text();
      return new Transport(
          compression, Transport.Security.MTLS, certificate, key, null, null, null, null);
    }
    return new Transport(compression, Transport.Security.NONE, null, null, null, null, null, null);
  }

  private List<ServerSpec> servers(
      String name, Cluster.Type type, boolean useall, List<Host> hosts, Token end) {
    List<ServerSpec> servers = new ArrayList<>();
    for (Host host : hosts) {
      for (ServerSpec spec : specs(host, useall, end)) {
        servers.add(shared(name, type, spec, end));
      }
    }
    return servers;
  }

  private List<ServerSpec> specs(Host host, boolean useall, Token end) {
    HostPort parsed = HostPort.parse(host.address(), DEFAULT_PORT);
    if (host.type() == LineType.FRAMES
        && (host.kind() != Kind.TCP || !host.transport().isPlain())) {
      throw tokens.error(end, "frames travel over plain TCP only");
    }
    if (parsed == null) {
      String text = host.address();
      throw tokens.error(
          end, "invalid port number '" + text.substring(text.lastIndexOf(':') + 1) + "'");
    }
    List<String> names = List.of(parsed.host());
    if (useall) {
      try {
        names = Surroundings.resolveAll(parsed.host());
      } catch (IOException e) {
        throw tokens.error(end, "failed to resolve " + parsed.host() + ": unknown host");
      }
    }
    return names.stream()
        .map(each ->
            new ServerSpec(
                host.kind(), each, parsed.port(), host.type(), host.transport(), host.instance()))
        .toList();
  }

  /** The server itself or, if it is known already, the one that is known. */
  private ServerSpec shared(String cluster, Cluster.Type type, ServerSpec spec, Token end) {
    ServerSpec known = draft.servers.putIfAbsent(spec.identity(), spec);
    if (known == null) {
      return spec;
    }
    if (type == Cluster.Type.ANY_OF || type == Cluster.Type.FAILOVER) {
      throw tokens.error(
          end,
          "cannot share server "
              + spec.address()
              + " with any_of/failover cluster '"
              + cluster
              + "'");
    }
    String instance = spec.instance();
    if (instance != null && !instance.equals(known.instance())) {
      throw tokens.error(
          end,
          "cannot set instance '"
              + instance
              + "' for server "
              + spec.address()
              + ": server was previously defined "
              + (known.instance() == null
                  ? "without instance"
                  : "with instance '" + known.instance() + "'"));
    }
    if (spec.lineType() != known.lineType()) {
      throw tokens.error(
          end,
          String.format(
              "cannot set type '%s' for server %s: server was previously defined with type '%s'",
              word(spec.lineType()), spec.address(), word(known.lineType())));
    }
    return known;
  }

  private static String word(LineType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
