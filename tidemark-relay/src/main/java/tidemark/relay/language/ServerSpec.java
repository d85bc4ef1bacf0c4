package tidemark.relay.language;

import org.jspecify.annotations.Nullable;

/**
 * One place that lines are sent to: a server, a file, or the process itself. Two clusters that name
 * the same one share its connection and queue (contracts/relay.md 2).
 *
 * @param host name or address without an IPv6 address's brackets; of a file its path
 * @param port 1 to 65535; 0 where there is none
 * @param instance what stands for the server in a hash ring
 */
public record ServerSpec(
    Kind kind,
    String host,
    int port,
    LineType lineType,
    Transport transport,
    @Nullable String instance) {
  /** What is at the other end. */
  public enum Kind {
    TCP,
    UDP,
    FILE,
    /** A file whose lines begin with the address of who sent them. */
    FILE_IP,
    /** Whoever runs the relay in its own process. */
    LOCAL
  }

  /** How a line is written. */
  public enum LineType {
    LINEMODE,
    SYSLOG,
    /** In acknowledged frames, which only Tidemark takes. */
    FRAMES
  }

  /**
   * A server as carbon writes it, {@code host:port} or {@code host:port:instance}; null if none.
   */
  public static @Nullable ServerSpec ofCarbon(String text) {
    int behindHost = text.startsWith("[") ? text.indexOf(']') + 1 : 0;
    String[] rest = text.substring(behindHost).split(":", -1);
    String host = text.substring(0, behindHost) + rest[0];
    HostPort parsed = rest.length < 2 ? null : HostPort.parse(host + ":" + rest[1], 0);
    if (parsed == null || parsed.host().isEmpty() || rest.length > 3) {
      return null;
    }
    String instance = rest.length == 3 ? rest[2] : null;
    return new ServerSpec(
        Kind.TCP, parsed.host(), parsed.port(), LineType.LINEMODE, Transport.PLAIN, instance);
  }

  /** What makes it the same server as another: where it is and how it is reached. */
  public String identity() {
    return switch (kind) {
      case TCP -> address();
      case UDP -> address() + "-udp";
      case FILE, FILE_IP, LOCAL -> host;
    };
  }

  /** {@code host:port}, an IPv6 address in brackets; a file's path. */
  public String address() {
    if (kind != Kind.TCP && kind != Kind.UDP) {
      return host;
    }
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
