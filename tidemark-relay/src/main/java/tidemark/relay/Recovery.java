package tidemark.relay;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidemark.relay.aggregate.Aggregators;
import tidemark.relay.log.RelayLog;
import tidemark.relay.route.AggregatorInput;
import tidemark.relay.send.Server;
import tidemark.relay.spool.Journal;
import tidemark.relay.spool.JournalEntry;

/**
 * Brings aggregators and spools to where a relay was that was killed: the journal's state, and what
 * came behind it. Used once, before anything comes in.
 */
final class Recovery {
  private record Input(int rule, int expression, String name) {}

  private final Aggregators aggregators;
  private final RelayLog log;
  private final Map<String, Server> servers = new HashMap<>();
  private final Map<Input, Optional<AggregatorInput.Slot>> slots = new HashMap<>();

  Recovery(Aggregators aggregators, List<Server> servers, RelayLog log) {
    this.aggregators = aggregators;
    this.log = log;
    servers.forEach(server -> this.servers.put(server.spec().identity(), server));
  }

  /**
   * Reads the journal and does what it says.
   *
   * @throws IOException if it cannot be read
   */
  void run(Journal journal) throws IOException {
    journal.recover(state -> aggregators.load(state, log::error), this::redo);
  }

  private void redo(long mark, JournalEntry entry) {
    if (entry.expires()) {
      // Their lines are among the entry's own.
      aggregators.expire(entry.now(), (rule, line) -> {});
    }
    for (JournalEntry.Point point : entry.points()) {
      Input input = new Input(point.rule(), point.expression(), point.name());
      slots
          .computeIfAbsent(input, this::slot)
          .ifPresent(slot -> slot.add(point.text(), 1, point.text().length, entry.now()));
    }
    for (JournalEntry.Send send : entry.sends()) {
      Server server = servers.get(send.server());
      if (server == null) {
        log.error(send.lines() + " lines for " + send.server() + ", which is gone, are dropped");
      } else {
        server.redo(send, mark);
      }
    }
  }

  /** None for a rule that is gone, which was said when the state was read. */
  private Optional<AggregatorInput.Slot> slot(Input input) {
    return Optional.ofNullable(aggregators.former(input.rule(), input.expression(), input.name()));
  }
}
