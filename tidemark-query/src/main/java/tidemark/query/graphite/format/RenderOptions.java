package tidemark.query.graphite.format;

import java.time.ZoneId;
import java.util.Optional;

/**
 * What a request says about the form of its answer.
 *
 * @param maxDataPoints to consolidate to (json)
 * @param noNullPoints leaves gaps out, and series that are nothing else (json)
 * @param pretty with line breaks (json, rickshaw)
 * @param zone of written times (csv)
 */
public record RenderOptions(
    Optional<Integer> maxDataPoints, boolean noNullPoints, boolean pretty, ZoneId zone) {}
