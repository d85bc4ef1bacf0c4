package tidemark.relay.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tidemark.relay.language.ListenerSpec.Receptor;
import tidemark.relay.language.ListenerSpec.SocketType;
import tidemark.relay.language.Transport;
import tidemark.relay.wire.FrameException;
import tidemark.relay.wire.Lz4Input;
import tidemark.relay.wire.SnappyInput;
import tidemark.relay.wire.Tls;

/**
 * Listens on a TCP port or a Unix socket. Each connection has a virtual thread: thousands of silent
 * ones cost a few kilobytes each.
 */
final class StreamListener implements Listener {
  private static final int GZIP_BUFFER = 32 << 10;
  private static final int DRAIN_MILLIS = 300;
  private static final int STEP_MILLIS = 10;

  private final Transport transport;
  private final IntakeOptions options;
  private final ServerSocketChannel channel;
  private final @Nullable Path path;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private final Set<SocketChannel> busy = ConcurrentHashMap.newKeySet();
  private final AtomicLong numbers = new AtomicLong();
  private final LongAdder ended = new LongAdder();
  private volatile boolean stopping;

  private StreamListener(
      Transport transport,
      IntakeOptions options,
      ServerSocketChannel channel,
      @Nullable Path path) {
    this.transport = transport;
    this.options = options;
    this.channel = channel;
    this.path = path;
  }

  static StreamListener open(Receptor receptor, Transport transport, IntakeOptions options)
      throws IOException {
    boolean unix = receptor.type() == SocketType.UNIX;
    Path path = unix ? Path.of(String.valueOf(receptor.host())) : null;
    if (path != null) {
      Files.deleteIfExists(path);
    }
    ServerSocketChannel channel =
        unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
    try {
      if (path == null) {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(address(receptor), options.backlog());
      } else {
        channel.bind(UnixDomainSocketAddress.of(path), options.backlog());
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    StreamListener listener = new StreamListener(transport, options, channel, path);
    Thread.ofPlatform().daemon().name("relay-accept-" + receptor.port()).start(listener::accept);
    return listener;
  }

  static InetSocketAddress address(Receptor receptor) throws IOException {
    String host = receptor.host();
    return host == null
        ? new InetSocketAddress(receptor.port())
        : new InetSocketAddress(InetAddress.getByName(host), receptor.port());
  }

  private void accept() {
    while (!stopping) {
      try {
        SocketChannel peer = channel.accept();
        long number = numbers.incrementAndGet();
        open.add(peer);
        Thread.ofVirtual().name("relay-in-" + number).start(() -> converse(peer, number));
      } catch (IOException e) {
        if (stopping) {
          return;
        }
        options.log().error("failed to accept() new connection: " + e.getMessage());
        pause(STEP_MILLIS);
      }
    }
  }

  private void converse(SocketChannel peer, long number) {
    try (peer) {
      LineIntake intake = options.intake(number, source(peer));
      InputStream in = input(peer);
      busy.add(peer);
      int longestLine = options.rules().longestLine();
      if (transport.isPlain()) {
        Conversation.serve(in, output(peer), intake, longestLine);
      } else {
        Conversation.lines(in, intake, longestLine);
      }
    } catch (SocketTimeoutException e) {
      options.log().message("closing a client that was silent for ten minutes");
    } catch (ZipException | FrameException e) {
      options.log().error("closing a client: " + e.getMessage());
    } catch (IOException e) {
      if (!stopping && transport.security() != Transport.Security.NONE) {
        options.log().error("closing a client: " + e.getMessage());
      }
    } finally {
      open.remove(peer);
      busy.remove(peer);
      ended.increment();
    }
  }

  private static String source(SocketChannel peer) throws IOException {
    return peer.getRemoteAddress() instanceof InetSocketAddress address
        ? address.getAddress().getHostAddress()
        : "unix";
  }

  private OutputStream output(SocketChannel peer) throws IOException {
    return path == null ? peer.socket().getOutputStream() : Channels.newOutputStream(peer);
  }

  private InputStream input(SocketChannel peer) throws IOException {
    InputStream plain;
    if (path != null) {
      plain = Channels.newInputStream(peer);
    } else {
      Socket socket = peer.socket();
      socket.setSoTimeout(options.idleMillis());
      plain =
          transport.security() == Transport.Security.NONE
              ? socket.getInputStream()
              : Tls.server(socket, transport, options.certificates()).getInputStream();
    }
    return switch (transport.compression()) {
      case PLAIN -> plain;
      case GZIP -> new GZIPInputStream(plain, GZIP_BUFFER);
      case LZ4 -> new Lz4Input(plain);
      case SNAPPY -> new SnappyInput(plain);
    };
  }

  @Override
  public void close() {
    stopping = true;
    try {
      channel.close();
      if (path != null) {
        Files.deleteIfExists(path);
      }
      for (int i = 0; i < DRAIN_MILLIS / STEP_MILLIS && hasWaiting(); i++) {
        pause(STEP_MILLIS);
      }
      for (SocketChannel peer : open) {
        peer.close();
      }
    } catch (IOException e) {
      options.log().error("failed to close a listener: " + e.getMessage());
    }
  }

  /** Whether a peer has sent what has not been read. */
  private boolean hasWaiting() throws IOException {
    for (SocketChannel peer : busy) {
      if (path == null && peer.isOpen() && peer.socket().getInputStream().available() > 0) {
        return true;
      }
    }
    return false;
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public long opened() {
    return numbers.get();
  }

  @Override
  public long ended() {
    return ended.sum();
  }
}
