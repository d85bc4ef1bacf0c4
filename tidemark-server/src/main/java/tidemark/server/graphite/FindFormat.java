package tidemark.server.graphite;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidemark.query.graphite.format.MsgpackOut;
import tidemark.query.graphite.format.PickleOut;
import tidemark.query.graphite.format.ProtobufOut;
import tidemark.storage.PathNode;

/**
 * What programs ask {@code /metrics/find} for: a graphite-web in front (pickle, msgpack) and
 * carbonapi (protocol buffers). Nodes are sorted by path.
 *
 * @param type the content type of an answer
 */
record FindFormat(String type, Writer writer) {
  private static final FindFormat V2 =
      new FindFormat(
          "application/x-protobuf", (nodes, query, now, out) -> matches(nodes, query, out));

  private static final Map<String, FindFormat> ALL =
      Map.of(
          "carbonapi_v2_pb",
          V2,
          "carbonapi_v3_pb",
          new FindFormat(
              "application/x-carbonapi-v3-pb",
              (nodes, query, now, out) -> {
                var size = new Counted();
                matches(nodes, query, size);
                out.write(ProtobufOut.head(1, size.bytes));
                matches(nodes, query, out);
              }),
          "msgpack",
          new FindFormat("application/x-msgpack", FindFormat::msgpack),
          "pickle",
          new FindFormat("application/pickle", FindFormat::pickle),
          "protobuf",
          V2,
          "protobuf3",
          V2);

  /** Writes nodes, sorted by path. */
  interface Writer {
    void write(List<PathNode> nodes, String query, double now, OutputStream out) throws IOException;
  }

  static Optional<FindFormat> named(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /**
   * Writes an answer.
   *
   * @param nodes sorted by path
   * @param now seconds, the end of the interval in which every leaf is said to have points
   */
  void write(List<PathNode> nodes, String query, double now, OutputStream out) throws IOException {
    writer.write(nodes, query, now, out);
  }

  /**
   * graphite-web's own classes: {@code IntervalSet} holds {@code Interval}s, and each keeps its
   * size (graphite-web: {@code webapp/graphite/intervals.py}).
   */
  private static void pickle(List<PathNode> nodes, String query, double now, OutputStream out)
      throws IOException {
    PickleOut pickle = new PickleOut(out).beginList();
    for (PathNode node : nodes) {
      pickle.beginDict().text("path").text(node.path()).text("is_leaf").truth(node.leaf());
      if (node.leaf()) {
        pickle.text("intervals").beginObject("graphite.intervals", "IntervalSet").beginDict();
        pickle.text("intervals").beginList();
        pickle.beginObject("graphite.intervals", "Interval").beginDict();
        pickle.text("start").real(0).text("end").real(now).text("tuple").real(0).real(now).pair();
        pickle.text("size").real(now).endDict().endObject().endList();
        pickle.text("size").real(now).endDict().endObject();
      }
      pickle.endDict();
    }
    pickle.endList().end();
  }

  private static void msgpack(List<PathNode> nodes, String query, double now, OutputStream out)
      throws IOException {
    MsgpackOut message = new MsgpackOut(out).array(nodes.size());
    for (PathNode node : nodes) {
      message.map(node.leaf() ? 3 : 2).text("path").text(node.path());
      message.text("is_leaf").truth(node.leaf());
      if (node.leaf()) {
        message.text("intervals").array(1).array(2).real(0).real(now);
      }
    }
    message.end();
  }

  /** {@code GlobResponse{name=1, matches=2: GlobMatch{path=1, isLeaf=2}}}, match by match. */
  private static void matches(List<PathNode> nodes, String query, OutputStream out)
      throws IOException {
    out.write(new ProtobufOut().text(1, query).toBytes());
    for (PathNode node : nodes) {
      var match = new ProtobufOut().text(1, node.path()).truth(2, node.leaf());
      out.write(new ProtobufOut().message(2, match).toBytes());
    }
  }

  /** Says how long a message is, which stands before it. */
  private static final class Counted extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] written, int from, int length) {
      bytes += length;
    }
  }
}
