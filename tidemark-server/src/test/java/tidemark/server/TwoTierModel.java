package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was sent, and what must come of it: every series has one point a second, so a point is its
 * series and second. Values are made of both.
 */
final class TwoTierModel {
  private final int groups;
  private final int members;
  private final long began;
  private int seconds;

  /**
   * Nothing sent yet.
   *
   * @param began the first second, since the epoch
   */
  TwoTierModel(int groups, int members, long began) {
    this.groups = groups;
    this.members = members;
    this.began = began;
  }

  /** The lines of the next second. */
  byte[] next() {
    StringBuilder text = new StringBuilder();
    for (int group = 0; group < groups; group++) {
      for (int member = 0; member < members; member++) {
        text.append(name(group, member)).append(' ').append(value(group, member, seconds));
        text.append(' ').append(began + seconds).append('\n');
      }
    }
    seconds++;
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String name(int group, int member) {
    return "in.g" + group + ".m" + member;
  }

  private static int value(int group, int member, int second) {
    return (group * 31 + member * 7 + second) % 1000;
  }

  int groups() {
    return groups;
  }

  long began() {
    return began;
  }

  /** Behind the last second. */
  long ended() {
    return began + seconds;
  }

  long points() {
    return (long) groups * members * seconds;
  }

  /** Sums and counts, by name and bucket: {@code sum.g1 1700000000}. */
  Map<String, Double> aggregates() {
    Map<String, Double> all = new TreeMap<>();
    for (int second = 0; second < seconds; second++) {
      long bucket = Math.floorDiv(began + second, TwoTiers.BUCKET) * TwoTiers.BUCKET;
      for (int group = 0; group < groups; group++) {
        double sum = 0;
        for (int member = 0; member < members; member++) {
          sum += value(group, member, second);
        }
        all.merge("sum.g" + group + " " + bucket, sum, Double::sum);
        all.merge("count.g" + group + " " + bucket, (double) members, Double::sum);
      }
    }
    return all;
  }

  /**
   * Ticks off what one place has: each point at most once, and with its value. What is wrong is
   * kept for {@link #check}. Thread-safe.
   */
  final class Tally {
    private static final int MOST_FAULTS = 20;

    private final String place;
    private final List<String> faults = new ArrayList<>();
    private final BitSet seen = new BitSet();
    private final Map<String, Double> results = new HashMap<>();
    private long points;

    Tally(String place) {
      this.place = place;
    }

    /** One point; {@code name} is a series' or a result's. */
    synchronized void point(String name, long time, double value) {
      if (name.startsWith("in.")) {
        input(name, time, value);
      } else if (results.put(name + " " + time, value) != null) {
        fault("twice " + name + " " + time);
      }
    }

    private void input(String name, long time, double value) {
      int dot = name.indexOf('.', 3);
      int group = Integer.parseInt(name.substring(4, dot));
      int member = Integer.parseInt(name.substring(dot + 2));
      int second = Math.toIntExact(time - began);
      int index = (second * groups + group) * members + member;
      if (seen.get(index) || value != value(group, member, second)) {
        fault((seen.get(index) ? "twice " : "wrong ") + name + " " + value + " " + time);
      }
      seen.set(index);
      points++;
    }

    private void fault(String text) {
      if (faults.size() < MOST_FAULTS) {
        faults.add(text);
      }
    }

    /** Whether as much is there as must be. */
    synchronized boolean isFull() {
      return points >= TwoTierModel.this.points() && results.size() >= aggregates().size();
    }

    synchronized String shown() {
      return place + ": " + points + " points, " + results.size() + " results";
    }

    /** Nothing is missing and nothing is wrong. */
    synchronized void check() {
      assertThat(faults).as(place).isEmpty();
      assertThat(points).as("points at " + place).isEqualTo(TwoTierModel.this.points());
      assertThat(new TreeMap<>(results)).as("results at " + place).isEqualTo(aggregates());
    }
  }
}
