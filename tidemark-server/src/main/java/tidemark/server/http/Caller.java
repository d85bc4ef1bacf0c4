package tidemark.server.http;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Whether whoever sent a request still waits for its answer. Known to the request's thread alone.
 *
 * <p>Neither Helidon nor the JDK tells of a closed connection without reading from it, and reading
 * would take the next request's bytes. Linux tells in /proc/net/tcp: CLOSE_WAIT is a peer that has
 * closed. So does one that has only closed its sending half, as {@code nc -N} does: therefore the
 * first second of a request is never ended. Elsewhere no caller is ever known to have gone.
 */
public final class Caller implements BooleanSupplier {
  private static final ScopedValue<Caller> CURRENT = ScopedValue.newInstance();
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp6"), Path.of("/proc/net/tcp"));
  private static final String CLOSE_WAIT = "08";

  private final int localPort;
  private final int remotePort;
  private long next = System.nanoTime() + EVERY_NANOS;
  private boolean gone;

  private Caller(int local, int remote) {
    localPort = local;
    remotePort = remote;
  }

  /** Says whether the caller of this thread's request has gone; of other threads nobody has. */
  public static BooleanSupplier current() {
    return CURRENT.isBound() ? CURRENT.get() : () -> false;
  }

  /** Makes the caller known to all that runs for a request. */
  static Filter filter() {
    return Caller::run;
  }

  private static void run(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    var caller = new Caller(request.localPeer().port(), request.remotePeer().port());
    ScopedValue.where(CURRENT, caller).run(chain::proceed);
  }

  /** Looks at most once a second; the answer of the last look holds until then. */
  @Override
  public boolean getAsBoolean() {
    long now = System.nanoTime();
    if (!gone && now - next >= 0) {
      next = now + EVERY_NANOS;
      gone = TABLES.stream().anyMatch(this::isIn);
    }
    return gone;
  }

  private boolean isIn(Path table) {
    try (Stream<String> lines = Files.lines(table)) {
      return lines.anyMatch(this::isClosed);
    } catch (IOException | java.io.UncheckedIOException e) {
      return false; // not Linux
    }
  }

  /** {@code 12: LOCAL:PORT REMOTE:PORT STATE ...}, numbers in hexadecimal. */
  private boolean isClosed(String line) {
    String[] words = line.strip().split("\\s+", 5);
    if (words.length < 5 || !words[3].equals(CLOSE_WAIT)) {
      return false;
    }
    return port(words[1]) == localPort && port(words[2]) == remotePort;
  }

  private static int port(String address) {
    return Integer.parseInt(address, address.indexOf(':') + 1, address.length(), 16);
  }
}
