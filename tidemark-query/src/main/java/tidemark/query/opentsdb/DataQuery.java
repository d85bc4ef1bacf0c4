package tidemark.query.opentsdb;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole request to /api/query (contracts/opentsdb.md 5). Times are as the client wrote them,
 * since relative ones need the request's clock. Immutable.
 *
 * @param end null for now
 * @param zone where dates are read and calendar buckets begin
 */
public record DataQuery(
    @Nullable String start,
    @Nullable String end,
    ZoneId zone,
    Set<Flag> flags,
    List<SubQuery> queries) {
  /** What a request switches on. */
  public enum Flag {
    /** Times in the answer are milliseconds. */
    MS,
    /** Points are pairs in a list instead of fields of an object. */
    ARRAYS,
    SHOW_TSUIDS,
    SHOW_SUMMARY,
    SHOW_STATS,
    SHOW_QUERY,
    NO_ANNOTATIONS,
    GLOBAL_ANNOTATIONS,
    /** Every downsampling follows the calendar. */
    CALENDAR,
    /** What is found is deleted afterwards. */
    DELETE
  }

  public DataQuery {
    flags = Set.copyOf(flags);
    queries = List.copyOf(queries);
  }

  public boolean has(Flag flag) {
    return flags.contains(flag);
  }
}
