package tidemark.ingest.opentsdb;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tidemark.metrics.Counter;

/**
 * What a telnet connection still has to be told. Most senders of puts never read
 * (contracts/clients.md, finding 8), so a reply must not block the reader: replies go to a bounded
 * buffer, which a virtual thread, started with the first, writes out. If the buffer is full the
 * reply is dropped and counted.
 */
final class Replies implements AutoCloseable {
  private static final int CAPACITY = 64 << 10;
  private static final int LONGEST = 4 << 10;
  private static final long GOODBYE_MILLIS = 1000;

  private final OutputStream out;
  private final Counter dropped;

  /** Guards what follows. */
  private final Object lock = new Object();

  private byte[] pending = new byte[512];
  private int size;
  private boolean closed;
  private boolean broken;
  private @Nullable Thread writer;

  Replies(OutputStream out, Counter dropped) {
    this.out = out;
    this.dropped = dropped;
  }

  /** Says a line, LF added; cut when a peer's own words make it very long. Never blocks. */
  void line(String text) {
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    text(cut + '\n');
  }

  /** Says lines that have their LFs. Never blocks. */
  void text(String lines) {
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    synchronized (lock) {
      if (broken || size + bytes.length > CAPACITY) {
        dropped.increment();
        return;
      }
      if (size + bytes.length > pending.length) {
        pending = Arrays.copyOf(pending, Math.max(size + bytes.length, 2 * pending.length));
      }
      System.arraycopy(bytes, 0, pending, size, bytes.length);
      size += bytes.length;
      if (writer == null) {
        writer = Thread.ofVirtual().name("telnet-replies").start(this::write);
      }
      lock.notifyAll();
    }
  }

  private void write() {
    byte[] taken = new byte[512];
    while (true) {
      int n;
      synchronized (lock) {
        while (size == 0 && !closed) {
          try {
            lock.wait();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
          }
        }
        if (size == 0) {
          return;
        }
        byte[] full = pending;
        pending = taken;
        taken = full;
        n = size;
        size = 0;
      }
      try {
        out.write(taken, 0, n);
        out.flush();
      } catch (IOException e) {
        // The peer is gone; the reader will notice by itself.
        synchronized (lock) {
          broken = true;
        }
        return;
      }
    }
  }

  /** Gives what is pending a second to leave. */
  @Override
  public void close() {
    Thread last;
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
      last = writer;
    }
    if (last == null) {
      return;
    }
    try {
      last.join(GOODBYE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
