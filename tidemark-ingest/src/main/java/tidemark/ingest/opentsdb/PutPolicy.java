package tidemark.ingest.opentsdb;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an operator lets OpenTSDB's doors take.
 *
 * @param readOnly whether commands that write are unknown (tsd.mode=ro)
 * @param known whether a metric may be written; asked on the first sight of a series only
 *     (tsd.core.auto_create_metrics)
 * @param histograms where histograms go, or null if none are taken (tsd.core.histograms.config)
 */
public record PutPolicy(
    boolean readOnly, Predicate<String> known, @Nullable HistogramSink histograms) {
  /** Everything may be written. */
  public static final PutPolicy OPEN = new PutPolicy(false, metric -> true, null);
}
