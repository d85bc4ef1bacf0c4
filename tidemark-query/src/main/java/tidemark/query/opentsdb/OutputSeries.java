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
 */
public record OutputSeries(
    int index,
    String metric,
    Map<String, String> tags,
    List<String> aggregateTags,
    List<SeriesKey> members,
    List<Tsuid> tsuids,
    Column dps,
    boolean nulls) {}
