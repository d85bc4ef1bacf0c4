package tidemark.query.opentsdb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric asked for, as the client wrote it; what is wrong with it is found when it is run.
 * Immutable; two that ask the same are equal.
 *
 * @param aggregator empty if none was named
 * @param metric null if tsuids are asked for
 * @param tsuids series by number, in place of metric and filters
 * @param downsample the specification as written, or null
 * @param rateOptions null if none were given; only {@code rate} says whether rates are meant
 * @param explicitTags whether series must have exactly the tag keys of the filters
 * @param percentiles of histograms, in percent; with any, points are not looked at
 * @param showHistogramBuckets whether the counts of a histogram's ranges are series; likewise
 */
public record SubQuery(
    String aggregator,
    @Nullable String metric,
    List<String> tsuids,
    @Nullable String downsample,
    boolean rate,
    @Nullable RateOptions rateOptions,
    List<TagFilter> filters,
    boolean explicitTags,
    List<Double> percentiles,
    boolean showHistogramBuckets) {
  public SubQuery {
    tsuids = List.copyOf(tsuids);
    filters = List.copyOf(filters);
    percentiles = List.copyOf(percentiles);
  }
}
