package tidemark.query.graphite;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import tidemark.model.Batch;
import tidemark.model.SeriesKey;
import tidemark.query.Budget;
import tidemark.query.graphite.function.CarbonapiFunctions;
import tidemark.retention.Retentions;
import tidemark.storage.memory.MemoryStorage;

/**
 * Some of every kind of series, each kind under its own first node: {@code servers} has a value a
 * minute, {@code gone} none in the range, {@code single} one, {@code gaps} few, {@code wild} the
 * ends of what a double can be, {@code mixed} a step for each series. Each kind has web01 to web03
 * with load, users and requests. And {@code cpu}, which is tagged.
 */
final class SampleWorld {
  static final List<String> KINDS =
      List.of("servers", "gone", "single", "gaps", "wild", "mixed", "nowhere");
  static final long FROM = 1_200_000_000;
  static final long UNTIL = FROM + 1800;

  private static final double[] WILD = {
    Double.POSITIVE_INFINITY,
    1e308,
    -1e308,
    Double.NaN,
    0.0,
    -0.0,
    Double.MIN_VALUE,
    -5,
    3,
    Double.NEGATIVE_INFINITY,
    1e15,
    0.1
  };

  private final MemoryStorage storage = MemoryStorage.create();
  private final GraphiteQuery query =
      new GraphiteQuery(
          storage,
          Retentions.NONE,
          new GraphiteLimits(1000, 2_000_000),
          CarbonapiFunctions.withGraphites(),
          (tags, from, until) -> new long[] {from, from, (from + until) / 2, until});

  SampleWorld() {
    for (String kind : KINDS.subList(0, KINDS.size() - 1)) {
      for (int web = 1; web <= 3; web++) {
        for (String what : List.of("load", "users", "requests")) {
          int step = kind.equals("mixed") ? List.of(60, 10, 7).get(web - 1) : 60;
          write(kind + ".web0" + web + "." + what, kind, step, web);
        }
      }
    }
    for (String version : List.of("64_2", "65_0", "65_4")) {
      write("apps." + version + ".load", "servers", 60, 1);
      write("apps.marks." + version, "servers", 60, 1);
    }
    write("cpu;dc=x;host=web01", "servers", 60, 1);
    write("cpu;host=web02", "servers", 60, 2);
  }

  private void write(String name, String kind, int step, int flavour) {
    var batch = new Batch(storage.table());
    int id = storage.table().resolve(SeriesKey.parse(name));
    for (long time = FROM - 3600; time <= UNTIL; time += step) {
      long index = (time - FROM) / step;
      double value =
          kind.equals("wild")
              ? WILD[(int) Math.floorMod(index + flavour, (long) WILD.length)]
              : flavour * 3 - 2 + Math.floorMod(index * flavour, 4L) / 2.0;
      boolean kept =
          time < FROM
              || switch (kind) {
                case "gone" -> false;
                case "single" -> index == 7;
                case "gaps" -> index * flavour % 5 == 0;
                default -> true;
              };
      if (kept) {
        batch.add(id, time * 1000, value);
      }
    }
    storage.write(batch);
  }

  /** The series of all targets. */
  List<GraphiteSeries> answer(String... targets) {
    var request =
        new GraphiteRequest(
            new Need(FROM, UNTIL),
            Instant.ofEpochSecond(UNTIL),
            ZoneOffset.UTC,
            0,
            Map.of("host", "web01"));
    return query.render(List.of(targets), request, Budget.UNLIMITED).series();
  }

  /** All that a reader can see of series: two answers are the same when these texts are. */
  static List<String> shown(List<GraphiteSeries> series) {
    return series.stream()
        .map(s ->
            List.of(
                    s.name(),
                    s.tags(),
                    s.start(),
                    s.end(),
                    s.step(),
                    java.util.Arrays.toString(s.values()),
                    s.pathExpression(),
                    s.consolidation(),
                    s.xFilesFactor(),
                    s.draw())
                .toString())
        .toList();
  }
}
