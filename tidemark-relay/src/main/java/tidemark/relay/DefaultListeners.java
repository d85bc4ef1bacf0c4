package tidemark.relay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tidemark.relay.language.Configuration;
import tidemark.relay.language.ListenerSpec;
import tidemark.relay.language.ListenerSpec.Receptor;
import tidemark.relay.language.ListenerSpec.SocketType;
import tidemark.relay.language.Transport;

/** TCP, UDP and a Unix socket, where a configuration names no listener (contracts/relay.md 2). */
final class DefaultListeners {
  private DefaultListeners() {}

  static Configuration complete(Configuration configuration, RelaySettings settings) {
    if (!configuration.listeners().isEmpty() || !settings.listens()) {
      return configuration;
    }
    List<Receptor> receptors = new ArrayList<>();
    receptors.add(new Receptor(SocketType.TCP, null, settings.port()));
    receptors.add(new Receptor(SocketType.UDP, null, settings.port()));
    Path unix = settings.unixSocket();
    if (unix != null) {
      receptors.add(new Receptor(SocketType.UNIX, unix.toString(), settings.port()));
    }
    return configuration.withListeners(List.of(new ListenerSpec(Transport.PLAIN, receptors)));
  }
}
