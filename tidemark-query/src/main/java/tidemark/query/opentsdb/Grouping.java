package tidemark.query.opentsdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tidemark.model.Tags;
import tidemark.query.Budget;
import tidemark.query.opentsdb.Uids.Kind;

/**
 * Joins the series of a sub-query in groups and each group in one output series. Groups come in the
 * order of their tag values' uids, their members in that of the tsuids (contracts/opentsdb.md 5.2).
 */
final class Grouping {
  private Grouping() {}

  /** The answer to a sub-query; pure but for the uids and what it takes of the budget. */
  static List<OutputSeries> answer(QueryPlan plan, List<Member> found, Uids uids, Budget budget) {
    List<OutputSeries> answer = new ArrayList<>();
    for (List<Member> group : sorted(plan, found, uids)) {
      OutputSeries joined = join(plan, group, uids, budget);
      budget.hold(joined.dps().bytes());
      answer.add(joined);
    }
    return answer;
  }

  /** The groups of a sub-query, in the order of the answer. */
  static Collection<List<Member>> sorted(QueryPlan plan, List<Member> found, Uids uids) {
    List<Member> members = new ArrayList<>(found);
    members.sort(Comparator.comparing(Member::tsuid));
    return groups(plan, members, uids);
  }

  private static Collection<List<Member>> groups(QueryPlan plan, List<Member> members, Uids uids) {
    if (plan.aggregator().isNone()) {
      return members.stream().map(List::of).toList();
    }
    int[] keys =
        plan.query().filters().stream()
            .filter(TagFilter::groupBy)
            .mapToInt(f -> uids.find(Kind.TAGK, f.tagk()))
            .distinct()
            .sorted()
            .toArray();
    Map<int[], List<Member>> groups = new TreeMap<>(Arrays::compare);
    for (Member member : members) {
      int[] values = new int[keys.length];
      for (int i = 0; i < keys.length; i++) {
        values[i] = member.tsuid().valueOf(keys[i]);
      }
      groups.computeIfAbsent(values, v -> new ArrayList<>()).add(member);
    }
    return groups.values();
  }

  private static OutputSeries join(QueryPlan plan, List<Member> group, Uids uids, Budget budget) {
    Column dps =
        GroupMerge.merge(
            group.stream().map(Member::points).toList(),
            plan.aggregator(),
            plan.query().rate(),
            plan.start(),
            plan.end(),
            budget);
    return described(plan, group, group.getFirst().key().name(), dps, uids);
  }

  /** A group under a metric's name, with what its members have in common. */
  static OutputSeries described(
      QueryPlan plan, List<Member> group, String metric, Column dps, Uids uids) {
    Map<String, String> tags = new HashMap<>();
    List<String> disagreed = new ArrayList<>();
    for (Member member : group) {
      Tags own = member.key().tags();
      for (int i = 0; i < own.size(); i++) {
        String key = own.key(i);
        String known = tags.putIfAbsent(key, own.value(i));
        if (known != null && !known.equals(own.value(i)) && !disagreed.contains(key)) {
          disagreed.add(key);
        }
      }
    }
    disagreed.forEach(tags::remove);
    disagreed.sort(Comparator.comparingInt(key -> uids.find(Kind.TAGK, key)));
    return new OutputSeries(
        plan.index(),
        metric,
        tags,
        List.copyOf(disagreed),
        group.stream().map(Member::key).toList(),
        group.stream().map(Member::tsuid).toList(),
        dps,
        plan.nulls(),
        false);
  }
}
