package tidemark.relay.intake;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.relay.route.AggregatorInput;
import tidemark.relay.send.Outgoing;
import tidemark.relay.send.Server;
import tidemark.relay.send.Servers;
import tidemark.relay.spool.Journal;
import tidemark.relay.spool.JournalEntry;

/**
 * What the lines of one read give to servers and aggregators. With a journal points for aggregators
 * go through it, and of a frame everything. Owned by one thread.
 */
final class Deliveries {
  /** Why lines are handed over together: a frame, or buckets that were over. */
  record Cause(boolean expires, long sender, long lastLine) {
    static final Cause READ = new Cause(false, 0, 0);
    static final Cause EXPIRY = new Cause(true, 0, 0);
  }

  @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
  private record Waiting(AggregatorInput.Slot slot, byte[] text) {}

  private final String source;
  private final boolean mayStall;
  private final InstantSource clock;
  private final @Nullable Journal journal;
  private final List<Waiting> points = new ArrayList<>();
  private List<Server> servers = List.of();
  private Outgoing[] outgoing = {};
  private boolean together;
  private boolean held;
  private int left = -1;
  private Runnable leaving = () -> {};
  private long now;

  Deliveries(String source, boolean mayStall, InstantSource clock, @Nullable Journal journal) {
    this.source = source;
    this.mayStall = mayStall;
    this.clock = clock;
    this.journal = journal;
  }

  /** From now on for these servers. */
  void adopt(Servers fresh) {
    servers = fresh.all();
    outgoing = new Outgoing[servers.size()];
    for (int i = 0; i < outgoing.length; i++) {
      outgoing[i] = servers.get(i).outgoing(source, clock);
    }
  }

  /**
   * Begins a read.
   *
   * @param whole whether nothing may be handed over before the end
   */
  void begin(boolean whole) {
    together = whole && journal != null;
    now = 0;
  }

  /** Seconds since the epoch, the same for the whole read. */
  long now() {
    if (now == 0) {
      now = clock.millis() / 1000;
    }
    return now;
  }

  /** Lines for this server under their own names are left to the caller; -1: none. */
  void leave(int server, Runnable leaver) {
    left = server;
    leaving = leaver;
    held = server >= 0;
  }

  /** Has the caller keep what was left; what it throws throws away the rest. */
  void hold(Runnable keep) {
    held = false;
    try {
      keep.run();
    } catch (RuntimeException e) {
      clear();
      throw e;
    }
  }

  void send(int server, byte[] bytes, int start, int end) {
    if (server == left) {
      leaving.run();
      return;
    }
    Outgoing out = outgoing[server];
    out.add(bytes, start, end);
    if (out.isFull()) {
      full();
    }
  }

  /** Another name before the rest. */
  void send(int server, byte[] name, byte[] bytes, int start, int end) {
    Outgoing out = outgoing[server];
    out.add(name, bytes, start, end);
    if (out.isFull()) {
      full();
    }
  }

  private void full() {
    if (!together && !held) {
      handOver(Cause.READ);
    }
  }

  /** Value and timestamp, from the byte behind the name's end on. */
  void gather(AggregatorInput.Slot slot, byte[] bytes, int from, int to) {
    if (journal == null) {
      slot.add(bytes, from, to, now());
    } else if (from <= to) {
      // The byte before tells an aggregator whether tags stood there.
      points.add(new Waiting(slot, Arrays.copyOfRange(bytes, from - 1, to)));
    }
  }

  /** Hands over what there is; what the journal cannot keep is handed over all the same. */
  void handOver(Cause cause) {
    try {
      commit(cause);
    } catch (IOException e) {
      // The journal has said so. Without it nothing is lost unless the process is killed.
      addPoints();
      put(0);
    }
  }

  /**
   * Hands over what there is.
   *
   * @throws IOException if the journal cannot keep it; then nothing is handed over
   */
  void handOverOrFail(Cause cause) throws IOException {
    try {
      commit(cause);
    } catch (IOException e) {
      clear();
      throw e;
    }
  }

  private void clear() {
    points.clear();
    for (Outgoing each : outgoing) {
      each.clear();
    }
  }

  private void commit(Cause cause) throws IOException {
    Journal kept = journal;
    if (kept == null || (points.isEmpty() && !together)) {
      put(0);
      return;
    }
    kept.commit(
        entry(cause),
        mark -> {
          addPoints();
          if (together) {
            put(mark);
          }
        });
    // What need not happen together may wait for room, which nobody should while others commit.
    put(0);
  }

  private JournalEntry entry(Cause cause) {
    List<JournalEntry.Point> kept = new ArrayList<>(points.size());
    for (Waiting each : points) {
      AggregatorInput.Slot slot = each.slot();
      kept.add(new JournalEntry.Point(slot.rule(), slot.expression(), slot.name(), each.text()));
    }
    List<JournalEntry.Send> sends = new ArrayList<>();
    for (int i = 0; together && i < outgoing.length; i++) {
      if (!outgoing[i].isEmpty() && servers.get(i).survives()) {
        sends.add(outgoing[i].entry(servers.get(i).spec().identity()));
      }
    }
    return new JournalEntry(cause.expires(), now(), cause.sender(), cause.lastLine(), kept, sends);
  }

  private void addPoints() {
    for (Waiting each : points) {
      each.slot().add(each.text(), 1, each.text().length, now());
    }
    points.clear();
  }

  private void put(long mark) {
    for (int i = 0; i < outgoing.length; i++) {
      servers.get(i).put(outgoing[i], mayStall && !together, mark);
    }
  }
}
