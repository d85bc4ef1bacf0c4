package tidemark.relay.send;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tidemark.relay.language.ServerSpec;
import tidemark.relay.log.RelayLog;
import tidemark.relay.spool.Block;

/**
 * The connection to one server, opened when it is needed, and how often in a row it has failed. The
 * first failure and the recovery are logged. Used by the server's own thread; others may ask
 * whether it fails.
 */
final class Link implements AutoCloseable {
  private static final int FAILED_AFTER = 6;

  private final ServerSpec spec;
  private final Connector connector;
  private final RelayLog log;
  private final Runnable onFailing;
  private @Nullable Wire wire;
  private boolean catchingUp;
  private volatile int failures;

  /**
   * A link that is not open.
   *
   * @param onFailing told when the server, up until then, fails
   */
  Link(ServerSpec spec, Connector connector, RelayLog log, Runnable onFailing) {
    this.spec = spec;
    this.connector = connector;
    this.log = log;
    this.onFailing = onFailing;
  }

  /** Whether the last try failed. */
  boolean isFailing() {
    return failures > 0;
  }

  /** Whether so many tries have failed that others take over (contracts/relay.md 5). */
  boolean isFailed() {
    return failures >= FAILED_AFTER;
  }

  /** Whether the server has failed and not had everything since. */
  boolean isCatchingUp() {
    return catchingUp;
  }

  /** The server has everything. */
  void caughtUp() {
    catchingUp = false;
  }

  /** Makes sure that the connection is open; false if it cannot be opened. */
  boolean open() {
    Wire open = wire;
    if (open != null && open.isEnded()) {
      close();
      open = null;
    }
    if (open != null) {
      return true;
    }
    try {
      wire = connector.open();
      recover("OK after probe");
      return true;
    } catch (IOException e) {
      fail("failed to connect() for " + spec.address() + ": " + reason(e));
      return false;
    }
  }

  /**
   * Sends a block over the open connection. Afterwards the block has the lines that were not sent:
   * all or some of them if this is false, and then the connection is closed.
   *
   * @param isLast whether nothing waits behind it, so that a compressor must let go
   */
  boolean send(Block block, boolean isLast) {
    Wire open = wire;
    if (open == null) {
      throw new IllegalStateException("no connection to " + spec.address());
    }
    try {
      open.write(block);
      if (isLast) {
        open.flush();
      }
      recover("OK");
      return true;
    } catch (IOException e) {
      close();
      fail("failed to write() to " + spec.address() + ": " + reason(e));
      return false;
    }
  }

  private void recover(String how) {
    if (failures > 0) {
      log.error("server " + spec.address() + ": " + how);
      failures = 0;
      catchingUp = true;
    }
  }

  // Only the server's own thread writes it.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void fail(String text) {
    if (failures++ == 0) {
      log.error(text);
      onFailing.run();
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  @Override
  public void close() {
    Wire open = wire;
    wire = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // Broken already, and what it had not sent is counted as not sent.
        return;
      }
    }
  }
}
