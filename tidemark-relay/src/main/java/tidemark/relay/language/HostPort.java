package tidemark.relay.language;

import org.jspecify.annotations.Nullable;

/**
 * An address as a configuration writes it: {@code host}, {@code host:port}, {@code [ipv6]}, {@code
 * [ipv6]:port}, or a bare IPv6 address.
 *
 * @param host without brackets, perhaps empty
 */
record HostPort(String host, int port) {
  private static final int LARGEST_PORT = 65_535;

  /** Null if the port is no number from 1 to 65535. */
  static @Nullable HostPort parse(String text, int defaultPort) {
    int colon = text.lastIndexOf(':');
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      if (close < 0) {
        return null;
      }
      String host = text.substring(1, close);
      if (close == text.length() - 1) {
        return new HostPort(host, defaultPort);
      }
      return colon == close + 1 ? withPort(host, text.substring(colon + 1)) : null;
    }
    boolean bareIpv6 = colon > 0 && text.indexOf(':') != colon;
    if (colon < 0 || bareIpv6) {
      return new HostPort(text, defaultPort);
    }
    return withPort(text.substring(0, colon), text.substring(colon + 1));
  }

  private static @Nullable HostPort withPort(String host, String port) {
    int number = port(port);
    return number == 0 ? null : new HostPort(host, number);
  }

  /** The port, or 0 if the text is none. */
  static int port(String text) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      number = number * 10 + c - '0';
      if (number > LARGEST_PORT) {
        return 0;
      }
    }
    return number;
  }
}
