package tidemark.server.opentsdb;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.query.opentsdb.JsonIn;

/**
 * {@code /api/rollup} as a server answers that has no roll-ups configured (case 180): every point
 * is refused, with the same flags as put.
 */
final class RollupEndpoint implements Endpoint {
  private static final String WHY = "No rollup or aggregations were configured";
  private static final List<String> TEXTS = List.of("interval", "aggregator", "groupByAggregator");

  @Override
  public Answer answer(Call call) {
    call.only("POST");
    var report = new PointReport();
    for (Object point : points(call)) {
      Map<String, @Nullable Object> fields = JsonIn.object(point);
      report.bad(fields, WHY, out -> TEXTS.forEach(name -> PointReport.text(fields, name, out)));
    }
    return report.answer(call);
  }

  /**
   * The points of a body, which is one or a list of them.
   *
   * @throws ApiException 400 if there are none
   */
  static List<@Nullable Object> points(Call call) {
    if (call.body().length == 0) {
      throw new ApiException(400, "Missing request content");
    }
    Object body = JsonIn.read(call.body());
    List<@Nullable Object> points = body instanceof List<?> ? JsonIn.list(body) : List.of(body);
    if (points.isEmpty()) {
      throw new ApiException(400, "No datapoints found in content");
    }
    return points;
  }
}
