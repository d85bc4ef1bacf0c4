package tidemark.server.opentsdb;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.query.Budget;
import tidemark.query.opentsdb.AnswerWriter;
import tidemark.query.opentsdb.DataQuery;
import tidemark.query.opentsdb.DataQuery.Flag;
import tidemark.query.opentsdb.Expression;
import tidemark.query.opentsdb.Gexp;
import tidemark.query.opentsdb.JsonIn;
import tidemark.query.opentsdb.OutputSeries;
import tidemark.query.opentsdb.QueryBody;
import tidemark.query.opentsdb.QueryRunner;
import tidemark.query.opentsdb.SubQuery;
import tidemark.query.opentsdb.Uids;
import tidemark.storage.StorageException;

/** {@code /api/query} (contracts/opentsdb.md 5). */
final class QueryEndpoint implements Endpoint {
  private static final Map<String, Flag> URL_FLAGS =
      Map.of(
          "ms", Flag.MS,
          "arrays", Flag.ARRAYS,
          "show_tsuids", Flag.SHOW_TSUIDS,
          "show_summary", Flag.SHOW_SUMMARY,
          "show_stats", Flag.SHOW_STATS,
          "show_query", Flag.SHOW_QUERY,
          "no_annotations", Flag.NO_ANNOTATIONS,
          "global_annotations", Flag.GLOBAL_ANNOTATIONS);

  private final QueryRunner runner;
  private final Uids uids;
  private final Annotations annotations;
  private final OpenTsdbSettings settings;
  private final InstantSource clock;
  private final QueryLog log;

  QueryEndpoint(
      QueryRunner runner,
      Uids uids,
      Annotations annotations,
      OpenTsdbSettings settings,
      InstantSource clock,
      QueryLog log) {
    this.runner = runner;
    this.uids = uids;
    this.annotations = annotations;
    this.settings = settings;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public Answer answer(Call call) {
    call.only("GET", "POST", "DELETE");
    if (call.is("DELETE") && !settings.allowDelete()) {
      throw new ApiException(
          400, "Bad request", "Deleting data is not enabled (tsd.http.query.allow_delete=false)");
    }
    List<Gexp> functions = call.is("POST") ? List.of() : functions(call);
    DataQuery query = call.is("POST") ? fromBody(call) : fromUrl(call, functions);
    boolean refused = query.has(Flag.DELETE) && !settings.allowDelete();
    DataQuery asked = refused ? without(query, Flag.DELETE) : query;
    // Functions are applied below gexp only: /api/query answers their sub-queries (case 747).
    boolean apply = call.path().endsWith("/gexp");
    Answer answer =
        apply
            ? run(call, asked, functions, 0)
            : run(call, asked, List.of(), query.queries().size());
    return refused
        ? answer.with(Map.of("X-Tidemark-Warning", "nothing was deleted: deletes are switched off"))
        : answer;
  }

  /** Calls of functions in the parameter exp (contracts/opentsdb.md 8). */
  private static List<Gexp> functions(Call call) {
    try {
      return call.all("exp").stream().map(Gexp::parse).toList();
    } catch (InvalidInputException e) {
      throw new ApiException(500, String.valueOf(e.getMessage()));
    }
  }

  private static List<SubQuery> added(List<Gexp> functions) {
    return functions.stream().flatMap(f -> f.queries().stream()).toList();
  }

  /** The answers to the plain sub-queries, then those of the functions. */
  private static List<OutputSeries> evaluate(
      List<OutputSeries> found, DataQuery query, List<Gexp> functions, int plain) {
    List<OutputSeries> answer = new ArrayList<>();
    for (OutputSeries series : found) {
      if (series.index() < plain) {
        answer.add(series);
      }
    }
    for (Gexp function : functions) {
      answer.addAll(
          function.evaluate(sub -> {
            int index = plain + query.queries().subList(plain, query.queries().size()).indexOf(sub);
            return found.stream().filter(s -> s.index() == index).toList();
          }));
    }
    return answer;
  }

  /**
   * Runs and writes, and leaves a note in the log of queries.
   *
   * @param plain how many of the sub-queries are answered themselves; the rest feed the functions
   */
  private Answer run(Call call, DataQuery query, List<Gexp> functions, int plain) {
    long now = clock.millis();
    QueryLog.Entry entry = log.begin(query, now);
    int status = 500;
    String error = null;
    long points = 0;
    try {
      long began = System.nanoTime();
      Budget budget = new TimedBudget(call.turn().budget(), settings.queryTimeout());
      List<OutputSeries> answer = evaluate(runner.run(query, now, budget), query, functions, plain);
      budget.check();
      points = answer.stream().mapToLong(series -> series.dps().size()).sum();
      double millis = (System.nanoTime() - began) / 1e6;
      status = 200;
      AnswerWriter.Notes notes = annotations.notes(query, now);
      return Answer.streamed(
          out -> new AnswerWriter(query, uids, notes, settings.nan(), millis, out).write(answer));
    } catch (InvalidInputException e) {
      status = 400;
      error = e.getMessage();
      throw Dispatcher.twice(e);
    } catch (ApiException e) {
      status = e.status();
      error = e.text();
      throw e;
    } catch (StorageException e) {
      error = e.getMessage();
      throw e;
    } finally {
      log.end(entry, status, error, points);
    }
  }

  private static DataQuery without(DataQuery query, Flag flag) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(query.flags());
    flags.remove(flag);
    return new DataQuery(query.start(), query.end(), query.zone(), flags, query.queries());
  }

  private static DataQuery fromBody(Call call) {
    if (call.body().length == 0) {
      throw new ApiException(
          400, "Missing message content", "Supply a JSON query in the body of the request");
    }
    Map<String, @Nullable Object> body = JsonIn.readObject(call.body());
    if (!QueryBody.hasQueries(body)) {
      throw new ApiException(500, "An internal null pointer exception was thrown");
    }
    try {
      return QueryBody.parse(body, flags(call));
    } catch (InvalidInputException e) {
      throw Dispatcher.twice(e);
    }
  }

  private static Set<Flag> flags(Call call) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    URL_FLAGS.forEach((name, flag) -> {
      if (call.has(name)) {
        flags.add(flag);
      }
    });
    if (call.is("DELETE")) {
      flags.add(Flag.DELETE);
    }
    return flags;
  }

  private static DataQuery fromUrl(Call call, List<Gexp> functions) {
    String start = call.required("start");
    Set<SubQuery> queries = new LinkedHashSet<>(); // equal ones are asked once (case 786)
    boolean onlyFunctions = call.path().endsWith("/gexp");
    for (String m : onlyFunctions ? List.<String>of() : call.all("m")) {
      queries.add(ofMetric(Expression.parse("m", m)));
    }
    for (String tsuid : onlyFunctions ? List.<String>of() : call.all("tsuid")) {
      queries.add(Expression.parse("tsuid", tsuid).ofTsuids());
    }
    List<SubQuery> all = new ArrayList<>(queries);
    all.addAll(added(functions));
    if (all.isEmpty()) {
      throw new ApiException(400, "Missing sub queries");
    }
    return new DataQuery(start, call.parameter("end"), ZoneOffset.UTC, flags(call), all);
  }

  /** What is wrong with filters in a URL has status 500 (cases 465 to 519). */
  private static SubQuery ofMetric(Expression expression) {
    try {
      return expression.ofMetric();
    } catch (InvalidInputException e) {
      throw new ApiException(500, String.valueOf(e.getMessage()));
    }
  }
}
