package tidemark.query.graphite.format;

import java.io.OutputStream;
import java.util.List;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Json;

/**
 * {@code [{"target": .., "datapoints": [{"x": time, "y": value}, ..]}, ..]}, for rickshaw.js.
 * Infinity is written as JavaScript writes it, and a point at the very end is left out, as
 * graphite-web does.
 */
record RickshawFormat(boolean pretty) implements RenderFormat {
  @Override
  public String type() {
    return "application/json";
  }

  @Override
  public boolean isScript() {
    return true;
  }

  @Override
  public void write(List<GraphiteSeries> series, OutputStream out) {
    Json json = new Json(pretty, out).open('[');
    for (GraphiteSeries one : series) {
      json.open('{').name("target").text(one.name()).name("datapoints").open('[');
      for (int i = 0; i < one.size() && one.time(i) < one.end(); i++) {
        json.open('{').name("x").whole(one.time(i));
        json.name("y").script(one.values()[i]).close('}');
      }
      json.close(']').close('}');
    }
    json.close(']').flush();
  }
}
