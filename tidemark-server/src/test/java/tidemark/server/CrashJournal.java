package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what a server has with what was accepted from {@link CrashWriters}. */
final class CrashJournal {
  private static final Pattern POINT = Pattern.compile("\"(\\d+)\":(-?[0-9.]+)");

  private CrashJournal() {}

  /**
   * @param points points compared
   * @param unanswered points that are there although nobody was told that they were accepted
   */
  record Compared(long points, long unanswered) {}

  /** Fails if an accepted point is missing or wrong, or one is there that was never sent. */
  static Compared compare(ServerProcess server, CrashWriters writers) throws Exception {
    long compared = 0;
    long unanswered = 0;
    for (int door = 0; door < CrashWriters.DOORS.size(); door++) {
      int accepted = writers.accepted(door);
      if (accepted == 0) {
        continue;
      }
      Map<Long, Double> points = points(server, writers.metric(door));
      for (int i = 0; i < accepted; i++) {
        Double value = points.get(CrashWriters.time(i));
        if (value == null || value != i) {
          assertThat(value)
              .as("point %d of %d accepted of %s", i, accepted, writers.metric(door))
              .isEqualTo(i);
        }
      }
      for (var point : points.entrySet()) {
        if (point.getKey() != CrashWriters.time(point.getValue().intValue())) {
          throw new AssertionError("never sent: " + writers.metric(door) + ' ' + point);
        }
      }
      compared += accepted;
      unanswered += points.size() - accepted;
    }
    return new Compared(compared, unanswered);
  }

  /** What a server has of a metric with the tag {@code w=1}: values by time in seconds. */
  static Map<Long, Double> points(ServerProcess server, String metric) throws Exception {
    String query = "/api/query?start=1599999999&end=1999999999&m=sum:" + metric + "%7Bw=1%7D";
    String json = server.get("opentsdb", query).body();
    Map<Long, Double> points = new HashMap<>();
    Matcher point = POINT.matcher(json.substring(Math.max(0, json.indexOf("\"dps\""))));
    while (point.find()) {
      points.put(Long.parseLong(point.group(1)), Double.parseDouble(point.group(2)));
    }
    return points;
  }
}
