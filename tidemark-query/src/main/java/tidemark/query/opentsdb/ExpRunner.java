package tidemark.query.opentsdb;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.query.Budget;

/** Answers /api/query/exp: reads the metrics, computes the expressions, writes the table. */
public final class ExpRunner {
  private final QueryRunner runner;

  public ExpRunner(QueryRunner runner) {
    this.runner = runner;
  }

  /**
   * The answer as JSON.
   *
   * @param now the request's clock in ms
   * @param budget what it may use of time and memory
   * @throws InvalidInputException in OpenTSDB's words
   */
  public JsonOut run(ExpBody body, long now, Budget budget) {
    Map<String, ExpColumns> known = new HashMap<>();
    List<String> order = new ArrayList<>();
    checkInputs(body);
    for (ExpBody.Metric metric : body.metrics()) {
      known.put(metric.id(), ExpColumns.of(read(body, metric, now, budget), metric.fill()));
      order.add(metric.id());
    }
    List<ExpBody.Formulated> waiting = new ArrayList<>(body.expressions());
    while (!waiting.isEmpty()) {
      budget.check();
      ExpBody.Formulated next = nextOf(waiting, known);
      known.put(next.id(), ExpColumns.of(next, known));
      waiting.remove(next);
    }
    body.expressions().forEach(e -> order.add(e.id()));
    List<ExpBody.Output> outputs = body.outputs();
    if (outputs.isEmpty()) {
      outputs = order.stream().map(id -> new ExpBody.Output(id, null)).toList();
    }
    JsonOut out = new JsonOut().beginObject().name("outputs").beginArray();
    for (ExpBody.Output output : outputs) {
      ExpColumns columns = known.get(output.id());
      if (columns == null) {
        throw new InvalidInputException("no metric or expression has the id " + output.id());
      }
      write(output, columns, out);
    }
    out.endArray().name("query");
    ExpEcho.write(body, out);
    return out.endObject();
  }

  /** Unknown variables are found before anything is read. */
  private static void checkInputs(ExpBody body) {
    Set<String> ids = new TreeSet<>();
    body.metrics().forEach(m -> ids.add(m.id()));
    body.expressions().forEach(e -> ids.add(e.id()));
    for (ExpBody.Formulated e : body.expressions()) {
      for (String name : Formula.parse(e.expr()).names()) {
        if (!ids.contains(name)) {
          throw new InvalidInputException(
              "Expression [" + e.expr() + "] was missing input " + name);
        }
      }
    }
  }

  /** The first whose variables are known, so that an expression may use a later one. */
  private static ExpBody.Formulated nextOf(
      List<ExpBody.Formulated> waiting, Map<String, ExpColumns> known) {
    for (ExpBody.Formulated e : waiting) {
      if (known.keySet().containsAll(Formula.parse(e.expr()).names())) {
        return e;
      }
    }
    throw new InvalidInputException(
        "Circular reference found: expression " + waiting.getFirst().id() + " needs itself");
  }

  private List<OutputSeries> read(ExpBody body, ExpBody.Metric metric, long now, Budget budget) {
    ExpBody.Time time = body.time();
    String zoneName = time.timezone();
    ZoneId zone =
        zoneName == null || zoneName.isEmpty() ? ZoneOffset.UTC : QueryTime.zone(zoneName);
    String start = time.start();
    @Nullable String end = time.end();
    long offset = metric.timeOffset() == null ? 0 : Interval.parse(metric.timeOffset()).millis();
    if (offset != 0 && start != null) {
      start = QueryTime.parse(start, zone, now) - offset + "ms";
      end = (end == null ? now : QueryTime.parse(end, zone, now)) - offset + "ms";
    }
    return runner.run(
        new DataQuery(start, end, zone, Set.of(), List.of(body.subQuery(metric))), now, budget);
  }

  private static void write(ExpBody.Output output, ExpColumns columns, JsonOut out) {
    TreeSet<Long> times = new TreeSet<>();
    columns.series().forEach(one -> times.addAll(one.values().keySet()));
    out.beginObject().name("id").value(output.id());
    if (output.alias() != null) {
      out.name("alias").value(output.alias());
    }
    out.name("dps").beginArray();
    for (long time : times) {
      out.beginArray().value(time);
      columns.series().forEach(one -> out.value(one.values().getOrDefault(time, columns.fill())));
      out.endArray();
    }
    out.endArray().name("dpsMeta").beginObject();
    out.name("firstTimestamp").value(times.isEmpty() ? 0 : times.first());
    out.name("lastTimestamp").value(times.isEmpty() ? 0 : times.last());
    out.name("setCount").value(times.size()).name("series").value(columns.series().size());
    out.endObject().name("meta").beginArray();
    out.beginObject().name("index").value(0).name("metrics").value(List.of("timestamp"));
    out.endObject();
    int index = 0;
    for (ExpColumns.One one : columns.series()) {
      out.beginObject().name("index").value(++index).name("metrics").value(one.metrics());
      out.name("commonTags").value(one.tags()).name("aggregatedTags").value(one.aggregated());
      out.endObject();
    }
    out.endArray().endObject();
  }
}
