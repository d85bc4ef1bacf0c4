package tidemark.query.opentsdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tidemark.model.Histogram;
import tidemark.model.Selector;

/**
 * The answer to a sub-query for percentiles or for the counts of ranges (contracts/opentsdb.md
 * 5.5): histograms of one downsampling bucket, and those of a group at one time, are added up
 * whatever the aggregator; nothing is interpolated, and there are no rates.
 */
final class HistogramAnswer {
  private HistogramAnswer() {}

  /** Whether a sub-query is one. */
  static boolean wanted(SubQuery query) {
    return !query.percentiles().isEmpty() || query.showHistogramBuckets();
  }

  static List<OutputSeries> answer(
      QueryPlan plan, List<Selector> selectors, HistogramSource source, Uids uids) {
    List<Member> members = new ArrayList<>();
    Map<Tsuid, SortedMap<Long, Histogram>> points = new HashMap<>();
    for (Selector selector : selectors) {
      for (HistogramSource.Series series : source.read(selector, plan.scan())) {
        if (QueryRunner.wanted(plan.query(), series.key())) {
          Tsuid tsuid = Tsuid.of(series.key(), uids);
          members.add(new Member(series.key(), tsuid, new Column(0)));
          points.put(tsuid, downsampled(plan, series.points()));
        }
      }
    }
    List<OutputSeries> answer = new ArrayList<>();
    for (List<Member> group : Grouping.sorted(plan, members, uids)) {
      SortedMap<Long, Histogram> sum = new TreeMap<>();
      for (Member member : group) {
        points
            .getOrDefault(member.tsuid(), new TreeMap<>())
            .forEach((time, histogram) -> sum.merge(time, histogram, Histogram::plus));
      }
      write(plan, group, sum.subMap(plan.start(), plan.end() + 1), uids, answer);
    }
    return answer;
  }

  private static SortedMap<Long, Histogram> downsampled(
      QueryPlan plan, SortedMap<Long, Histogram> points) {
    Downsampling how = plan.downsampling();
    if (how == null) {
      return points;
    }
    Interval interval = how.interval();
    SortedMap<Long, Histogram> out = new TreeMap<>();
    if (interval == null) {
      points
          .subMap(plan.start(), plan.end())
          .values()
          .forEach(histogram -> out.merge(plan.start(), histogram, Histogram::plus));
      return out;
    }
    Buckets buckets = Buckets.of(interval, how.calendar(), plan.zone());
    points.forEach((time, histogram) -> {
      long bucket = buckets.floor(time);
      if (bucket >= plan.scan().from()) {
        out.merge(bucket, histogram, Histogram::plus);
      }
    });
    return out;
  }

  private static void write(
      QueryPlan plan,
      List<Member> group,
      SortedMap<Long, Histogram> points,
      Uids uids,
      List<OutputSeries> answer) {
    String metric = group.getFirst().key().name();
    for (double percentile : plan.query().percentiles()) {
      var dps = new Column(points.size());
      points.forEach((time, histogram) -> dps.add(time, histogram.percentile(percentile)));
      answer.add(Grouping.described(plan, group, metric + "_pct_" + (float) percentile, dps, uids));
    }
    if (plan.query().showHistogramBuckets() && !points.isEmpty()) {
      counts(points.values().iterator().next())
          .forEach((name, count) -> {
            var dps = new Column(points.size());
            points.forEach((time, histogram) -> dps.addInteger(time, count.apply(histogram)));
            answer.add(Grouping.described(plan, group, metric + name, dps, uids));
          });
    }
  }

  /** What is counted: the ranges of the first histogram, as OpenTSDB takes them. */
  private static Map<String, Function<Histogram, Long>> counts(Histogram first) {
    Map<String, Function<Histogram, Long>> counts = new LinkedHashMap<>();
    counts.put("_UNDERFLOW", Histogram::underflow);
    for (Histogram.Range range : first.buckets().keySet()) {
      counts.put(
          "_" + range.from() + "_" + range.to(),
          histogram -> histogram.buckets().getOrDefault(range, 0L));
    }
    counts.put("_OVERFLOW", Histogram::overflow);
    return counts;
  }
}
