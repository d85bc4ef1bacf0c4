package tidemark.query.opentsdb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.query.Budget;
import tidemark.query.opentsdb.DataQuery.Flag;
import tidemark.storage.Fetch;
import tidemark.storage.Storage;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;

/**
 * Answers queries: understands all sub-queries, then reads and evaluates one after the other.
 * Thread-safe.
 */
public final class QueryRunner {
  private final Storage storage;
  private final Uids uids;
  private final boolean skipUnresolved;
  private final int maxSeries;
  private final long maxPoints;
  private final HistogramSource histograms;

  /** A runner without histograms. */
  public QueryRunner(Storage storage, Uids uids, boolean skipUnresolved, int maxSeries) {
    this(storage, uids, skipUnresolved, maxSeries, Long.MAX_VALUE, HistogramSource.NONE);
  }

  /**
   * A runner.
   *
   * @param skipUnresolved whether unknown literal tag values are passed over instead of refused
   * @param maxSeries a sub-query that finds more fails with StorageException LIMIT
   * @param maxPoints a query that reads more does
   */
  public QueryRunner(
      Storage storage,
      Uids uids,
      boolean skipUnresolved,
      int maxSeries,
      long maxPoints,
      HistogramSource histograms) {
    this.maxPoints = maxPoints;
    this.histograms = histograms;
    this.storage = storage;
    this.uids = uids;
    this.skipUnresolved = skipUnresolved;
    this.maxSeries = maxSeries;
  }

  /**
   * The output series, in the order of the sub-queries.
   *
   * @param now the request's clock in ms
   * @param budget what it may use of time and memory
   * @throws InvalidInputException in OpenTSDB's words
   */
  public List<OutputSeries> run(DataQuery query, long now, Budget budget) {
    List<QueryPlan> plans = plan(query, now);
    List<OutputSeries> answer = new ArrayList<>();
    long[] points = {0};
    for (QueryPlan plan : plans) {
      if (HistogramAnswer.wanted(plan.query())) {
        List<Selector> selectors = selectors(plan.query());
        answer.addAll(HistogramAnswer.answer(plan, selectors, histograms, uids));
      } else {
        List<Member> members = read(plan, now, budget, points);
        answer.addAll(Grouping.answer(plan, members, uids, budget));
        if (query.has(Flag.DELETE)) {
          delete(plan, members);
        }
      }
    }
    return answer;
  }

  /**
   * The same, with the points of the whole hours that are read, as /q shows them.
   *
   * @throws InvalidInputException in OpenTSDB's words
   */
  public List<OutputSeries> padded(DataQuery query, long now, Budget budget) {
    List<OutputSeries> answer = new ArrayList<>();
    long[] points = {0};
    for (QueryPlan plan : plan(query, now)) {
      List<Member> members = read(plan, now, budget, points);
      answer.addAll(Grouping.answer(plan.padded(), members, uids, budget));
    }
    return answer;
  }

  private static List<QueryPlan> plan(DataQuery query, long now) {
    String startText = query.start();
    if (startText == null || startText.isEmpty()) {
      throw new InvalidInputException("Missing start time");
    }
    long start = QueryTime.parse(startText, query.zone(), now);
    String endText = query.end();
    long end =
        endText == null || endText.isEmpty() ? now : QueryTime.parse(endText, query.zone(), now);
    if (end <= start) {
      throw new InvalidInputException(
          "End time [%d] must be greater than the start time [%d]".formatted(end, start));
    }
    if (query.queries().isEmpty()) {
      throw new InvalidInputException("Missing queries");
    }
    List<QueryPlan> plans = new ArrayList<>();
    for (int i = 0; i < query.queries().size(); i++) {
      plans.add(QueryPlan.of(query, i, start, end));
    }
    return plans;
  }

  private List<Member> read(QueryPlan plan, long now, Budget budget, long[] points) {
    List<Member> members = new ArrayList<>();
    for (Selector selector : selectors(plan.query())) {
      Fetch fetch = plan.fetch(selector, now).within(maxSeries, budget::isOver);
      storage.read(
          fetch,
          series -> {
            if (series.points().size() > 0 && wanted(plan.query(), series.key())) {
              points[0] += series.points().size();
              if (points[0] > maxPoints) {
                throw new StorageException(
                    Reason.LIMIT,
                    "Sorry, you have attempted to fetch more than our limit of "
                        + maxPoints
                        + " data points. Please try filtering using more tags or decrease your"
                        + " time range.");
              }
              Column prepared = plan.prepare(series);
              budget.hold(prepared.bytes());
              budget.check();
              members.add(new Member(series.key(), Tsuid.of(series.key(), uids), prepared));
            }
          });
      budget.check();
    }
    return members;
  }

  private List<Selector> selectors(SubQuery query) {
    if (query.tsuids().isEmpty()) {
      @Nullable Selector selector =
          new NameCheck(uids, storage.catalog()).selector(query, skipUnresolved);
      return selector == null ? List.of() : List.of(selector);
    }
    List<Selector> exact = new ArrayList<>();
    for (String tsuid : query.tsuids()) {
      SeriesKey key = Tsuid.parse(tsuid).key(uids);
      if (key != null) {
        exact.add(new Selector.Exact(key));
      }
    }
    return exact;
  }

  static boolean wanted(SubQuery query, SeriesKey key) {
    if (!query.explicitTags()) {
      return true;
    }
    Set<String> named = new HashSet<>();
    query.filters().forEach(f -> named.add(f.tagk()));
    return key.tags().size() == named.size(); // the filters see to it that all of them are there
  }

  /** OpenTSDB deletes the rows it has read: whole hours (contracts/opentsdb.md 5.5). */
  private void delete(QueryPlan plan, List<Member> members) {
    TimeRange hours = plan.scan();
    for (Member member : members) {
      storage.delete(new Selector.Exact(member.key()), hours);
    }
  }
}
