package tidemark.query.graphite.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tidemark.query.graphite.GraphiteSeries;

/** A pickled list of dictionaries: what a graphite-web in front asks of its stores. */
record PickleFormat() implements RenderFormat {
  @Override
  public String type() {
    return "application/pickle";
  }

  @Override
  public void write(List<GraphiteSeries> series, OutputStream out) throws IOException {
    PickleOut pickle = new PickleOut(out).beginList();
    for (GraphiteSeries one : series) {
      pickle.beginDict().text("name").text(one.name());
      pickle.text("start").whole(one.start()).text("end").whole(one.end());
      pickle.text("step").whole(one.step()).text("values").beginList();
      for (double value : one.values()) {
        pickle.real(value);
      }
      pickle.endList().text("pathExpression").text(one.pathExpression());
      pickle.text("valuesPerPoint").whole(1);
      pickle.text("consolidationFunc").text(one.consolidation().word());
      pickle.text("xFilesFactor").real(one.xFilesFactor()).endDict();
    }
    pickle.endList().end();
  }
}
