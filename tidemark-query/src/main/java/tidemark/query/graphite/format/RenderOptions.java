package tidemark.query.graphite.format;

import java.time.ZoneId;
import java.util.Optional;
import tidemark.query.graphite.Need;

/**
 * What a request says about the form of its answer.
 *
 * @param maxDataPoints to consolidate to (json)
 * @param noNullPoints leaves gaps out, and series that are nothing else (json)
 * @param pretty with line breaks (json, rickshaw)
 * @param zone of written times (csv)
 * @param asked the range of the request (carbonapi_v3_pb)
 */
public record RenderOptions(
    Optional<Integer> maxDataPoints,
    boolean noNullPoints,
    boolean pretty,
    ZoneId zone,
    Need asked) {}
