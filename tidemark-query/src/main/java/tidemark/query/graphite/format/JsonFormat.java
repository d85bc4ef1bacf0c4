package tidemark.query.graphite.format;

import java.io.OutputStream;
import java.util.List;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Json;
import tidemark.query.graphite.MaxDataPoints;

/** {@code [{"target": .., "tags": {..}, "datapoints": [[value, time], ..]}, ..]}. */
record JsonFormat(RenderOptions options) implements RenderFormat {
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
    Json json = new Json(options.pretty(), out).open('[');
    List<GraphiteSeries> shown =
        options.maxDataPoints().map(max -> MaxDataPoints.consolidate(series, max)).orElse(series);
    for (GraphiteSeries one : shown) {
      if (!options.noNullPoints() || !one.isEmpty()) {
        write(json, one);
      }
    }
    json.close(']').flush();
  }

  private void write(Json json, GraphiteSeries series) {
    json.open('{').name("target").text(series.name()).name("tags").open('{');
    series.tags().forEach((key, value) -> json.name(key).text(value));
    json.close('}').name("datapoints").open('[');
    for (int i = 0; i < series.size() && series.time(i) <= series.end(); i++) {
      double value = series.values()[i];
      if (!options.noNullPoints() || !Double.isNaN(value)) {
        json.open('[').real(value).whole(series.time(i)).close(']');
      }
    }
    json.close(']').close('}');
  }
}
