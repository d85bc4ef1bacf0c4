package tidemark.query.graphite.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tidemark.query.graphite.GraphiteSeries;

/**
 * carbonapi_v2_pb: {@code MultiFetchResponse{metrics=1: FetchResponse}} (contracts/go-carbon.md 4,
 * protobuf messages). An absent value is 0 and marked. Each series is a message of its own and
 * leaves as one piece.
 */
record CarbonapiV2Format() implements RenderFormat {
  @Override
  public String type() {
    return "application/x-protobuf";
  }

  @Override
  public void write(List<GraphiteSeries> series, OutputStream out) throws IOException {
    for (GraphiteSeries one : series) {
      double[] values = one.values().clone();
      byte[] absent = new byte[values.length];
      for (int i = 0; i < values.length; i++) {
        if (Double.isNaN(values[i])) {
          values[i] = 0;
          absent[i] = 1;
        }
      }
      var message = new ProtobufOut().text(1, one.name()).whole(2, one.start());
      message.whole(3, one.time(one.size())).whole(4, one.step()).doubles(5, values);
      if (absent.length > 0) {
        message.bytes(6, absent); // packed booleans are a byte each
      }
      out.write(new ProtobufOut().message(1, message).toBytes());
    }
  }
}
