package tidemark.config;

import java.net.InetSocketAddress;

/**
 * Where to listen.
 *
 * @param host a name or literal; IPv6 literals without their brackets
 * @param port 0 takes a free one
 */
public record Address(String host, int port) {
  /** Written {@code off}: do not listen. */
  public static final Address OFF = new Address("off", -1);

  /**
   * Reads {@code 127.0.0.1:2003}, {@code [::1]:2003}, {@code :2003} (all interfaces) or {@code
   * off}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Address parse(String text) {
    if (text.equals("off")
        || text.equals("false")) { // YAML readers of the old school make off a false
      return OFF;
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(text);
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw new IllegalArgumentException(text);
    }
    int port = Integer.parseInt(text.substring(colon + 1));
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(text);
    }
    return new Address(host.isEmpty() || host.equals("*") ? "0.0.0.0" : host, port);
  }

  /** Whether to listen at all. */
  public boolean isOn() {
    return port >= 0;
  }

  /** The address to bind; looks the host up. */
  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    if (!isOn()) {
      return "off";
    }
    return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
  }
}
