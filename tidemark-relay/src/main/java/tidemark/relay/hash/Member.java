package tidemark.relay.hash;

import org.jspecify.annotations.Nullable;

/**
 * One server of a hash cluster, as the configuration names it.
 *
 * @param host name or address as written, an IPv6 address without its brackets
 * @param instance what follows {@code =}; stands for the server in the ring, so that it can move to
 *     another machine without moving its keys
 */
public record Member(String host, int port, @Nullable String instance) {
  /** {@code host:port}, an IPv6 address in brackets. */
  public String address() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
