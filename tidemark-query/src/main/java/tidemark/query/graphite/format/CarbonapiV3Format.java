package tidemark.query.graphite.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;

/**
 * carbonapi_v3_pb: {@code MultiFetchResponse{metrics=1: FetchResponse}} (contracts/go-carbon.md 4,
 * protobuf messages). An absent value is NaN. Each series is a message of its own and leaves as one
 * piece.
 *
 * @param asked the range of the request, which each series repeats
 */
record CarbonapiV3Format(Need asked) implements RenderFormat {
  @Override
  public String type() {
    return "application/x-carbonapi-v3-pb";
  }

  @Override
  public void write(List<GraphiteSeries> series, OutputStream out) throws IOException {
    for (GraphiteSeries one : series) {
      var message = new ProtobufOut().text(1, one.name()).text(2, one.pathExpression());
      message.text(3, one.consolidation().word()).whole(4, one.start());
      message.whole(5, one.time(one.size())).whole(6, one.step());
      message.float32(7, (float) one.xFilesFactor()).doubles(9, one.values());
      message.whole(11, asked.from()).whole(12, asked.until());
      out.write(new ProtobufOut().message(1, message).toBytes());
    }
  }
}
