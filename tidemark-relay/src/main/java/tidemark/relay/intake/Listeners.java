package tidemark.relay.intake;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidemark.relay.language.ListenerSpec;
import tidemark.relay.language.ListenerSpec.Receptor;
import tidemark.relay.language.ListenerSpec.SocketType;
import tidemark.relay.language.Transport;

/** The open receptors. A reload closes those that are gone and leaves the others alone. */
public final class Listeners implements AutoCloseable {
  private record Key(Transport transport, Receptor receptor) {}

  private final IntakeOptions options;
  private final Map<Key, Listener> open = new LinkedHashMap<>();
  private long openedBefore;
  private long endedBefore;

  /** None open yet. */
  public Listeners(IntakeOptions options) {
    this.options = options;
  }

  /**
   * Opens and closes until exactly these are open.
   *
   * @throws IOException if one cannot be opened; the others stay
   */
  public synchronized void use(List<ListenerSpec> wanted) throws IOException {
    Map<Key, Listener> before = new LinkedHashMap<>(open);
    for (ListenerSpec spec : wanted) {
      for (Receptor receptor : spec.receptors()) {
        before.remove(new Key(spec.transport(), receptor));
      }
    }
    before.forEach(this::close);
    for (ListenerSpec spec : wanted) {
      for (Receptor receptor : spec.receptors()) {
        Key key = new Key(spec.transport(), receptor);
        if (!open.containsKey(key)) {
          open.put(key, open(key));
        }
      }
    }
  }

  private void close(Key key, Listener listener) {
    listener.close();
    openedBefore += listener.opened();
    endedBefore += listener.ended();
    open.remove(key);
  }

  private Listener open(Key key) throws IOException {
    Receptor receptor = key.receptor();
    try {
      return receptor.type() == SocketType.UDP
          ? DatagramListener.open(receptor, options)
          : StreamListener.open(receptor, key.transport(), options);
    } catch (IOException e) {
      String where = receptor.type() == SocketType.UNIX ? receptor.host() : ":" + receptor.port();
      throw new IOException("failed to bind on " + where + ": " + e.getMessage(), e);
    }
  }

  /** Connections taken since the start. */
  public synchronized long opened() {
    return openedBefore + open.values().stream().mapToLong(Listener::opened).sum();
  }

  /** Connections that have ended since the start. */
  public synchronized long ended() {
    return endedBefore + open.values().stream().mapToLong(Listener::ended).sum();
  }

  @Override
  public synchronized void close() {
    new LinkedHashMap<>(open).forEach(this::close);
  }
}
