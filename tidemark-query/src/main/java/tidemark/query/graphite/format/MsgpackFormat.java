package tidemark.query.graphite.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tidemark.query.graphite.GraphiteSeries;

/** An array of maps with the members that the pickle has. */
record MsgpackFormat() implements RenderFormat {
  @Override
  public String type() {
    return "application/x-msgpack";
  }

  @Override
  public void write(List<GraphiteSeries> series, OutputStream out) throws IOException {
    MsgpackOut message = new MsgpackOut(out).array(series.size());
    for (GraphiteSeries one : series) {
      message.map(9).text("name").text(one.name());
      message.text("start").whole(one.start()).text("end").whole(one.end());
      message.text("step").whole(one.step()).text("values").array(one.size());
      for (double value : one.values()) {
        message.real(value);
      }
      message.text("pathExpression").text(one.pathExpression());
      message.text("valuesPerPoint").whole(1);
      message.text("consolidationFunc").text(one.consolidation().word());
      message.text("xFilesFactor").real(one.xFilesFactor());
    }
    message.end();
  }
}
