package tidemark.query.opentsdb;

import java.util.List;
import java.util.SortedMap;
import tidemark.model.Histogram;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;

/** Where queries for percentiles find histograms. Thread-safe. */
@FunctionalInterface
public interface HistogramSource {
  /** Where none are kept. */
  HistogramSource NONE = (selector, range) -> List.of();

  /** The histograms of a series, by their time in ms; at least one. */
  record Series(SeriesKey key, SortedMap<Long, Histogram> points) {}

  /** The series that a selector matches, with their histograms in a range. */
  List<Series> read(Selector selector, TimeRange range);
}
