package tidemark.query.graphite.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tidemark.query.graphite.GraphiteSeries;

/** {@code name,start,end,step|1.0,None,...}, one line each. */
record RawFormat() implements RenderFormat {
  @Override
  public String type() {
    return "text/plain";
  }

  @Override
  public void write(List<GraphiteSeries> series, OutputStream out) throws IOException {
    TextOut text = new TextOut(out);
    for (GraphiteSeries one : series) {
      text.add(one.name()).add(",").add(one.start()).add(",").add(one.end());
      text.add(",").add(one.step()).add("|");
      String separator = "";
      for (double value : one.values()) {
        text.add(separator);
        if (Double.isNaN(value)) {
          text.add("None");
        } else {
          text.repr(value);
        }
        separator = ",";
      }
      text.add("\n");
    }
    text.flush();
  }
}
