package tidemark.query.opentsdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;

/**
 * A sub-query in the form of the GET parameters {@code m} and {@code tsuid} (contracts/opentsdb.md
 * 5):
 *
 * <pre>
 * agg:[interval-agg[-fill]:][rate[{...}]:][explicit_tags:][percentiles[...]:]metric[{grouping}[{plain}]]
 * agg:[...:]hex,hex
 * </pre>
 *
 * The middle parts come in any order; words that mean nothing there are ignored.
 *
 * @param last the metric with its filters, or the tsuids
 */
public record Expression(
    String aggregator,
    @Nullable String downsample,
    boolean rate,
    @Nullable RateOptions rateOptions,
    boolean explicitTags,
    List<Double> percentiles,
    boolean showHistogramBuckets,
    String last) {

  /**
   * Splits an expression at its colons.
   *
   * @param parameter its name, for the error text
   * @throws InvalidInputException in OpenTSDB's words
   */
  public static Expression parse(String parameter, String text) {
    if (text.isEmpty()) {
      throw new InvalidInputException("The query string was empty");
    }
    String[] parts = text.split(":", -1);
    if (parts.length < 2 || parts.length > 5) {
      throw new InvalidInputException(
          "Invalid parameter %s=%s (%s :-separated parts)"
              .formatted(parameter, text, parts.length < 2 ? "not enough" : "too many"));
    }
    String downsample = null;
    RateOptions rate = null;
    boolean explicitTags = false;
    boolean showHistogramBuckets = false;
    List<Double> percentiles = new ArrayList<>();
    for (String part : List.of(parts).subList(1, parts.length - 1)) {
      String word = part.toLowerCase(Locale.ROOT);
      if (word.startsWith("rate")) {
        rate = RateOptions.parse(part);
      } else if (!word.isEmpty() && Character.isDigit(word.charAt(0))) {
        downsample = part;
      } else if (word.startsWith("explicit_tags")) {
        explicitTags = true;
      } else if (word.startsWith("percentiles")) {
        percentiles = percentiles(part);
      } else if (word.startsWith("show-histogram-buckets")) {
        showHistogramBuckets = true;
      }
    }
    return new Expression(
        parts[0],
        downsample,
        rate != null,
        rate,
        explicitTags,
        percentiles,
        showHistogramBuckets,
        parts[parts.length - 1]);
  }

  private static List<Double> percentiles(String part) {
    List<Double> percentiles = new ArrayList<>();
    int open = part.indexOf('[');
    if (open < 0 || !part.endsWith("]")) {
      throw new InvalidInputException("Percentile query is missing its brackets: " + part);
    }
    for (String number : part.substring(open + 1, part.length() - 1).split(",", -1)) {
      try {
        percentiles.add(Double.valueOf(number.trim()));
      } catch (NumberFormatException e) {
        throw new InvalidInputException("Invalid percentile '" + number + "' in " + part, e);
      }
    }
    return percentiles;
  }

  /**
   * The sub-query, {@code last} being a metric and filters in braces. Apart from {@link #parse}
   * because 2.4.1 answers what is wrong here with status 500.
   *
   * @throws InvalidInputException in OpenTSDB's words
   */
  public SubQuery ofMetric() {
    var metric = MetricFilters.parse(last);
    return subQuery(metric.metric(), List.of(), metric.filters());
  }

  /** The sub-query, {@code last} being tsuids with commas between them. */
  public SubQuery ofTsuids() {
    return subQuery(null, List.of(last.split(",", 0)), List.of());
  }

  private SubQuery subQuery(@Nullable String metric, List<String> tsuids, List<TagFilter> filters) {
    return new SubQuery(
        aggregator,
        metric,
        tsuids,
        downsample,
        rate,
        rateOptions,
        filters,
        explicitTags,
        percentiles,
        showHistogramBuckets);
  }
}
