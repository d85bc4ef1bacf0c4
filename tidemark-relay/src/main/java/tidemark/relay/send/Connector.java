package tidemark.relay.send;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import tidemark.relay.language.ServerSpec;
import tidemark.relay.language.Transport;
import tidemark.relay.wire.Lz4Output;
import tidemark.relay.wire.SnappyOutput;
import tidemark.relay.wire.Tls;

/** Opens the way to a server. Host names are resolved anew each time. */
final class Connector {
  private static final int BUFFER = 32 << 10;

  private final ServerSpec spec;
  private final SendOptions options;
  private final long sender;

  /**
   * Opens ways to that server.
   *
   * @param sender what the queue is called in frames
   */
  Connector(ServerSpec spec, SendOptions options, long sender) {
    this.spec = spec;
    this.options = options;
    this.sender = sender;
  }

  Wire open() throws IOException {
    return switch (spec.kind()) {
      case FILE, FILE_IP -> new FileWire(Path.of(spec.host()));
      case LOCAL -> local();
      case UDP -> new UdpWire(address());
      case TCP -> spec.transport().security() == Transport.Security.NONE ? overTcp() : overTls();
    };
  }

  private Wire local() throws IOException {
    SendOptions.Local local = options.local();
    if (local == null) {
      throw new IOException("this relay runs on its own and has no local storage");
    }
    return new LocalWire(local);
  }

  private InetSocketAddress address() throws IOException {
    var address = new InetSocketAddress(spec.host(), spec.port());
    if (address.isUnresolved()) {
      throw new UnknownHostException("failed to resolve " + spec.host());
    }
    return address;
  }

  private Wire overTcp() throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      prepare(channel);
      // A timeout is only to be had through the channel's socket, while the channel blocks.
      channel.socket().connect(address(), options.timeoutMillis());
      ChannelOutput out = new ChannelOutput(channel);
      if (spec.lineType() == ServerSpec.LineType.FRAMES) {
        return new FrameWire(out, sender);
      }
      if (spec.transport().compression() == Transport.Compression.PLAIN) {
        return new PlainWire(out);
      }
      return new StreamWire(compressed(out), out::isEnded);
    } catch (IOException e) {
      channel.close();
      throw e instanceof SocketTimeoutException ? new IOException("Connection timed out", e) : e;
    }
  }

  private void prepare(SocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    if (options.socketBuffer() > 0) {
      channel.setOption(StandardSocketOptions.SO_SNDBUF, options.socketBuffer());
    }
  }

  private Wire overTls() throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(address(), options.timeoutMillis());
      Socket secured =
          Tls.client(socket, spec.host(), spec.port(), spec.transport(), options.certificates());
      return new StreamWire(compressed(secured.getOutputStream()), () -> false);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private OutputStream compressed(OutputStream out) throws IOException {
    return switch (spec.transport().compression()) {
      case PLAIN -> out;
      case GZIP -> new GZIPOutputStream(out, BUFFER, true);
      case LZ4 -> new Lz4Output(out);
      case SNAPPY -> new SnappyOutput(out);
    };
  }
}
