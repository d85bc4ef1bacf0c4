package tidemark.query.opentsdb;

import java.util.List;
import tidemark.query.Budget;

/*
 * Time goes through the union of the members' timestamps. Each member has two slots, its current point
 * (latest at or before x) and its next one. A member takes part from its first point on, and between two
 * of its points its value is interpolated by the aggregator's method; with rates the earlier one is held.
 *
 * Two habits of 2.4.1 are kept, since its answers show them (contracts/opentsdb.md 5.2 and 5.4):
 *  - A step is made of integers only if all slots are, the prefetched next points included: an integer
 *    before a float prints as 1.0.
 *  - A member that has ended leaves only at the step after its last point, and only if its place is at or
 *    behind that of the member which supplied the previous step; until then it is "between" its last
 *    point and the same value for ever.
 */
/** Joins the members of a group into one series. One instance for one merge. */
final class GroupMerge {
  private static final long ENDED = Long.MAX_VALUE;

  /** Steps, times members, between two looks at the budget: some milliseconds. */
  private static final long PIECE = 1 << 20;

  private final Column[] members;
  private final int n;
  private final Aggregator aggregator;
  private final boolean rate;
  private final boolean allIntegers;
  private final boolean noIntegers;
  private final boolean[] live;
  private final int[] current;
  private final int[] next;
  private final long[] nextTime;
  private final double[] doubles;
  private final long[] integers;
  private final Budget budget;

  private GroupMerge(List<Column> group, Aggregator aggregator, boolean rate, Budget budget) {
    this.budget = budget;
    this.members = group.toArray(new Column[0]);
    this.n = members.length;
    this.aggregator = aggregator;
    this.rate = rate;
    boolean all = !rate;
    boolean none = true;
    for (Column member : members) {
      all &= member.allIntegers();
      none &= member.noIntegers();
    }
    this.allIntegers = all;
    this.noIntegers = none || rate;
    this.live = new boolean[n];
    this.current = new int[n];
    this.next = new int[n];
    this.nextTime = new long[n];
    this.doubles = new double[n];
    this.integers = new long[n];
  }

  /**
   * The group as one series.
   *
   * @param group in the order of the members' tsuids
   * @param rate whether the members are rates
   * @param start inclusive, as is {@code end}: what lies outside serves interpolation only
   */
  static Column merge(
      List<Column> group,
      Aggregator aggregator,
      boolean rate,
      long start,
      long end,
      Budget budget) {
    var merge = new GroupMerge(group, aggregator, rate, budget);
    budget.check();
    return group.size() == 1 ? merge.alone(start, end) : merge.together(start, end);
  }

  /**
   * One member needs no interpolation, and with rates its first point is the one from the epoch.
   */
  private Column alone(long start, long end) {
    Column member = members[0];
    var out = new Column(member.size());
    for (int i = rate ? 1 : 0; i < member.size() && member.time(i) <= end; i++) {
      long x = member.time(i);
      if (x < start) {
        continue;
      }
      boolean integer =
          allIntegers
              || (!rate
                  && member.isInteger(i)
                  && (i + 1 == member.size() || member.isInteger(i + 1)));
      if (integer) {
        integers[0] = member.integer(i);
        out.addInteger(x, aggregator.integers().of(integers, 1));
      } else {
        doubles[0] = member.value(i);
        out.add(x, aggregator.doubles().of(doubles, 1));
      }
    }
    return out;
  }

  private Column together(long start, long end) {
    int longest = 0;
    for (int i = 0; i < n; i++) {
      longest = Math.max(longest, members[i].size());
      next[i] = 0;
      nextTime[i] = timeOf(i, 0);
      if (rate && members[i].size() > 0) {
        advance(i);
      }
    }
    var out = new Column(longest);
    int supplier = 0;
    long done = 0;
    while (true) {
      done += n;
      if (done >= PIECE) {
        budget.check();
        done = 0;
      }
      for (int i = supplier; i < n; i++) {
        live[i] &= nextTime[i] != ENDED;
      }
      long x = ENDED;
      for (int i = 0; i < n; i++) {
        x = Math.min(x, nextTime[i]);
      }
      if (x == ENDED || x > end) {
        return out;
      }
      supplier = -1;
      for (int i = 0; i < n; i++) {
        if (nextTime[i] == x) {
          supplier = supplier < 0 ? i : supplier;
          advance(i);
        }
      }
      if (x >= start) {
        emit(x, out);
      }
    }
  }

  private long timeOf(int member, int i) {
    return i < members[member].size() ? members[member].time(i) : ENDED;
  }

  private void advance(int member) {
    live[member] = true;
    current[member] = next[member]++;
    nextTime[member] = timeOf(member, next[member]);
  }

  private void emit(long x, Column out) {
    if (allIntegers || (!noIntegers && integersNow())) {
      out.addInteger(x, aggregator.integers().of(integers, integersAt(x)));
    } else {
      out.add(x, aggregator.doubles().of(doubles, doublesAt(x)));
    }
  }

  private boolean integersNow() {
    for (int i = 0; i < n; i++) {
      if ((live[i] && !members[i].isInteger(current[i]))
          || (nextTime[i] != ENDED && !members[i].isInteger(next[i]))) {
        return false;
      }
    }
    return true;
  }

  private int integersAt(long x) {
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (live[i]) {
        Column member = members[i];
        long x0 = member.time(current[i]);
        long y0 = member.integer(current[i]);
        boolean ended = nextTime[i] == ENDED;
        integers[count++] =
            x0 == x
                ? y0
                : aggregator
                    .interpolation()
                    .between(
                        x,
                        x0,
                        y0,
                        ended ? x + 1 : nextTime[i],
                        ended ? y0 : member.integer(next[i]));
      }
    }
    return count;
  }

  private int doublesAt(long x) {
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (live[i]) {
        Column member = members[i];
        long x0 = member.time(current[i]);
        double y0 = member.value(current[i]);
        boolean ended = nextTime[i] == ENDED;
        doubles[count++] =
            x0 == x || rate
                ? y0
                : aggregator
                    .interpolation()
                    .between(
                        x, x0, y0, ended ? x + 1 : nextTime[i], ended ? y0 : member.value(next[i]));
      }
    }
    return count;
  }
}
