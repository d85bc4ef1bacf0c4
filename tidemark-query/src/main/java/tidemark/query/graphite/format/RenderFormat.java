package tidemark.query.graphite.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tidemark.query.graphite.GraphiteSeries;

/**
 * A format that series are answered in. What it writes leaves in pieces of some KiB, so that an
 * answer of any length needs no more memory than that, and a reader that is slow slows the writer.
 */
public interface RenderFormat {
  /** The content type of an answer. */
  String type();

  /** Whether an answer is a JavaScript expression, so that {@code jsonp} can wrap it in a call. */
  default boolean isScript() {
    return false;
  }

  /** Writes all series; leaves {@code out} open. */
  void write(List<GraphiteSeries> series, OutputStream out) throws IOException;
}
