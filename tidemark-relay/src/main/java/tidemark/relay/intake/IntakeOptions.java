package tidemark.relay.intake;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.relay.log.RelayLog;
import tidemark.relay.spool.Journal;

/**
 * What all listeners share.
 *
 * @param workers the counts of each worker; connections take turns
 * @param backlog of a TCP or Unix listener, {@code -B}
 * @param idleMillis after which a silent client is closed; 0: never, {@code -E}
 * @param journal of what must happen together; without one nothing outlives the process
 * @param certificates who may sign a client's certificate, {@code -C}
 */
public record IntakeOptions(
    Plans plans,
    LineRules rules,
    List<IntakeCounts> workers,
    int backlog,
    int idleMillis,
    @Nullable Path certificates,
    InstantSource clock,
    RelayLog log,
    @Nullable Journal journal) {
  /** Silent clients are closed after ten minutes. */
  public static final int IDLE_MILLIS = 600_000;

  public IntakeOptions {
    workers = List.copyOf(workers);
  }

  /** An intake for the connection or listener of this number. */
  public LineIntake intake(long number, String source) {
    IntakeCounts counts = workers.get((int) (number % workers.size()));
    return new LineIntake(this, rules, counts, source, true);
  }
}
