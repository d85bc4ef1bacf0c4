package tidemark.relay.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code listen type linemode}: receptors that share a transport.
 *
 * @param transport of a listener the certificate's file holds the key too
 */
public record ListenerSpec(Transport transport, List<Receptor> receptors) {
  public ListenerSpec {
    receptors = List.copyOf(receptors);
  }

  /** What kind of socket is opened. */
  public enum SocketType {
    TCP,
    UDP,
    UNIX
  }

  /**
   * One socket to open.
   *
   * @param host null for every address; for {@code UNIX} the path
   */
  public record Receptor(SocketType type, @Nullable String host, int port) {}
}
