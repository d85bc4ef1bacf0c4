package tidemark.ingest.opentsdb;

import java.util.function.Predicate;

/**
 * What an operator lets OpenTSDB's doors take.
 *
 * @param readOnly whether commands that write are unknown (tsd.mode=ro)
 * @param known whether a metric may be written; asked on the first sight of a series only
 *     (tsd.core.auto_create_metrics)
 */
public record PutPolicy(boolean readOnly, Predicate<String> known) {
  /** Everything may be written. */
  public static final PutPolicy OPEN = new PutPolicy(false, metric -> true);
}
