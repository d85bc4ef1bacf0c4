package tidemark.relay.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tidemark.relay.language.ListenerSpec.Receptor;
import tidemark.relay.language.ListenerSpec.SocketType;
import tidemark.relay.language.Transport.Security;

/** {@code listen} statements. */
final class ListenerParser {
  private static final int DEFAULT_PORT = 2003;

  private final Tokens tokens;
  private final Draft draft;

  ListenerParser(Tokens tokens, Draft draft) {
    this.tokens = tokens;
    this.draft = draft;
  }

  void listen() {
    tokens.require(LexState.LISTEN_TYPE, "type");
    tokens.require(LexState.LINEMODE, "linemode");
    Transport transport =
        tokens.accept(LexState.LISTENER, "transport") ? transport() : Transport.PLAIN;
    List<Receptor> receptors = new ArrayList<>();
    do {
      receptors.add(receptor());
    } while (tokens.atText(LexState.RECEPTOR));
    Token end = tokens.peek(LexState.RECEPTOR);
    check(transport, receptors, end);
    tokens.end(LexState.RECEPTOR);
    draft.listeners.add(new ListenerSpec(transport, receptors));
  }

  private Transport transport() {
    Transport.Compression compression = tokens.compression();
    Security security = Security.NONE;
    if (tokens.accept(LexState.LISTENER_SECURITY, "ssl")) {
      security = Security.SSL;
    } else if (tokens.accept(LexState.LISTENER_SECURITY, "mtls")) {
      security = Security.MTLS;
    }
    if (security == Security.NONE) {
      return new Transport(compression, security, null, null, null, null, null, null);
    }
    String certificate = tokens.text(LexState.PATH).text();
    @Nullable String minimum = null;
    @Nullable String maximum = null;
    while (true) {
      if (tokens.accept(LexState.TLS_OPTION, "protomin")) {
        minimum = version();
      } else if (tokens.accept(LexState.TLS_OPTION, "protomax")) {
        maximum = version();
      } else {
        break;
      }
    }
    @Nullable String ciphers = null;
    @Nullable String suites = null;
    if (tokens.accept(LexState.TLS_OPTION, "ciphers")) {
      ciphers = tokens.text(LexState.PATH).text();
    }
    if (tokens.accept(LexState.TLS_OPTION, "ciphersuites")) {
      suites = tokens.text(LexState.PATH).text();
    }
    return new Transport(
        compression, security, certificate, null, minimum, maximum, ciphers, suites);
  }

  private String version() {
    return tokens.oneOf(LexState.TLS_VERSION, "ssl3", "tls1.0", "tls1.1", "tls1.2", "tls1.3");
  }

  private Receptor receptor() {
    Token address = tokens.text(LexState.RECEPTOR);
    tokens.require(LexState.RECEPTOR, "proto");
    SocketType type =
        SocketType.valueOf(
            tokens.oneOf(LexState.RECEPTOR_TYPE, "tcp", "udp", "unix").toUpperCase(Locale.ROOT));
    if (type == SocketType.UNIX) {
      return new Receptor(type, address.text(), 0);
    }
    return located(type, address.text());
  }

  private Receptor located(SocketType type, String text) {
    boolean portOnly = text.chars().allMatch(c -> c >= '0' && c <= '9');
    HostPort parsed = HostPort.parse(portOnly ? ":" + text : text, DEFAULT_PORT);
    if (parsed == null) {
      throw tokens.error(
          tokens.last(), "invalid port number '" + text.substring(text.lastIndexOf(':') + 1) + "'");
    }
    return new Receptor(type, parsed.host().isEmpty() ? null : parsed.host(), parsed.port());
  }

  private void check(Transport transport, List<Receptor> receptors, Token end) {
    List<Receptor> all = new ArrayList<>();
    draft.listeners.forEach(listener -> all.addAll(listener.receptors()));
    for (Receptor receptor : receptors) {
      if (receptor.type() == SocketType.UDP && !transport.isPlain()) {
        throw tokens.error(end, "cannot use UDP transport for compressed/encrypted stream");
      }
      String host = receptor.host();
      if (receptor.type() != SocketType.UNIX && host != null && !isAddress(host)) {
        throw tokens.error(end, "invalid listener " + host + " for port " + receptor.port());
      }
      for (Receptor other : all) {
        if (overlap(receptor, other)) {
          throw tokens.error(
              end,
              "duplicate listener "
                  + shown(receptor)
                  + " with "
                  + shown(other)
                  + " for port "
                  + receptor.port());
        }
      }
      all.add(receptor);
    }
  }

  /** Listeners are opened on addresses; a name would depend on who answers for it. */
  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0
        || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))
        || host.equals("localhost");
  }

  private static boolean overlap(Receptor a, Receptor b) {
    if (a.type() != b.type() || a.port() != b.port()) {
      return false;
    }
    String first = a.host();
    String second = b.host();
    if (a.type() == SocketType.UNIX) {
      return String.valueOf(first).equals(second);
    }
    return first == null || second == null || first.equals(second);
  }

  private static String shown(Receptor receptor) {
    String host = receptor.host();
    return host == null ? "0.0.0.0" : host;
  }
}
