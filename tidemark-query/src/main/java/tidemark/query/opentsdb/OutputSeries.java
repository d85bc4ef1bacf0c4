package tidemark.query.opentsdb;

import java.util.List;
import java.util.Map;
import tidemark.model.SeriesKey;

/**
 * A series of an answer.
 *
 * @param index the place of the sub-query in the request
 * @param tags the pairs in which all members agree that have the key
 * @param aggregateTags the keys in which they do not
 * @param members the series joined in it, in the order of their tsuids
 * @param tsuids theirs
 * @param dps the points, within the query's range
 * @param nulls whether NaN is printed as null
 * @param joined whether a function made it of several, which then lists annotations even if there
 *     are none (case 743)
 */
public record OutputSeries(
    int index,
    String metric,
    Map<String, String> tags,
    List<String> aggregateTags,
    List<SeriesKey> members,
    List<Tsuid> tsuids,
    Column dps,
    boolean nulls,
    boolean joined) {
  /** The same with other points. */
  OutputSeries with(Column points) {
    return new OutputSeries(
        index, metric, tags, aggregateTags, members, tsuids, points, nulls, joined);
  }

  /** The same, made of several. */
  OutputSeries asJoined() {
    return new OutputSeries(index, metric, tags, aggregateTags, members, tsuids, dps, nulls, true);
  }
}
