package tidemark.ingest.opentsdb;

import tidemark.model.Histogram;
import tidemark.model.SeriesKey;

/** Where histograms go. Thread-safe. */
@FunctionalInterface
public interface HistogramSink {
  /**
   * Keeps a histogram; one of the same series and time is replaced.
   *
   * @param millis since the epoch
   * @throws tidemark.storage.StorageException if it cannot be kept
   */
  void accept(SeriesKey series, long millis, Histogram histogram);
}
