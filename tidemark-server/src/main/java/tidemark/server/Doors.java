package tidemark.server;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import tidemark.config.Address;
import tidemark.ingest.Protocol;
import tidemark.ingest.net.DatagramServer;
import tidemark.ingest.net.LineServer;
import tidemark.metrics.Meters;
import tidemark.model.InvalidInputException;
import tidemark.model.Sink;
import tidemark.server.http.HttpLimits;
import tidemark.server.http.HttpListener;

/** Opens listeners and remembers what listens where. What is {@code off} is not opened. */
final class Doors {
  private final Sink sink;
  private final Meters meters;
  private final Closing closing;
  private final List<String> listening = new ArrayList<>();

  Doors(Sink sink, Meters meters, Closing closing) {
    this.sink = sink;
    this.meters = meters;
    this.closing = closing;
  }

  private interface Opener<T> {
    T open(InetSocketAddress address) throws IOException;
  }

  /**
   * TCP connections for a line protocol; gives the real address, so that UDP can follow to the same
   * port.
   */
  Address tcp(String name, Address address, Protocol.Stream protocol) {
    return tcp(name, address, protocol, sink);
  }

  /** The same, with points going elsewhere. */
  Address tcp(String name, Address address, Protocol.Stream protocol, Sink to) {
    if (!address.isOn()) {
      return address;
    }
    LineServer server =
        open(name, "tcp", address, at -> LineServer.open(name, at, protocol, to, meters));
    return listens(name, "tcp", address, server.address());
  }

  void udp(String name, Address address, Protocol.Datagram protocol) {
    if (address.isOn()) {
      DatagramServer server =
          open(name, "udp", address, at -> DatagramServer.open(name, at, protocol, sink, meters));
      listens(name, "udp", address, server.address());
    }
  }

  /** HTTP, and what else its port speaks. */
  Address http(
      String name,
      Address address,
      HttpRouting.Builder routing,
      HttpLimits limits,
      ServerConnectionSelector... others) {
    if (!address.isOn()) {
      return address;
    }
    HttpListener server =
        open(
            name,
            "tcp",
            address,
            at -> HttpListener.open(name, at, routing, limits, meters, List.of(others)));
    return listens(name, "tcp", address, server.address());
  }

  private <T extends AutoCloseable> T open(
      String name, String transport, Address address, Opener<T> opener) {
    try {
      InetSocketAddress at = address.socketAddress();
      if (at.isUnresolved()) {
        throw new IOException("there is no host " + address.host());
      }
      return closing.add(opener.open(at));
    } catch (IOException e) {
      throw new InvalidInputException(
          "cannot listen on listen."
              + name
              + " "
              + transport
              + " "
              + address
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private Address listens(String name, String transport, Address wanted, InetSocketAddress real) {
    Address address = new Address(wanted.host(), real.getPort());
    listening.add(name + ' ' + transport + ' ' + address);
    return address;
  }

  /** What listens, as printed at the start: {@code graphite-line tcp 127.0.0.1:2003}. */
  List<String> listening() {
    return List.copyOf(listening);
  }
}
