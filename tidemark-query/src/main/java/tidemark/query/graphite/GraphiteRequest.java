package tidemark.query.graphite;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/**
 * What a whole request is about.
 *
 * @param range of the answer
 * @param now the clock by which archives are chosen and relative times are read
 * @param zone in which dates are read
 * @param xFilesFactor the part of values that must be known, unless something else is said
 * @param variables values for {@code template()}
 */
public record GraphiteRequest(
    Need range, Instant now, ZoneId zone, double xFilesFactor, Map<String, String> variables) {
  public GraphiteRequest {
    variables = Map.copyOf(variables);
  }
}
