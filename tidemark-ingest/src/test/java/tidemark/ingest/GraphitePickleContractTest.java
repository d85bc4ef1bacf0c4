package tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import tidemark.ingest.Feed.Told;

class GraphitePickleContractTest extends ProtocolContract {
  private static final byte TUPLE2 = (byte) 0x86;

  GraphitePickleContractTest() {
    super("graphite-pickle", "listen.graphite-pickle", "Graphite pickle");
  }

  @Override
  byte[] good(int i) {
    return item("m." + i + ";k=v", T + i, i);
  }

  @Override
  String point(int i) {
    return GraphiteLineContractTest.linePoint(i);
  }

  @Override
  List<byte[]> bad() {
    return List.of(
        new byte[] {'N'},
        new byte[] {'K', 1},
        new byte[] {']'},
        new byte[] {'N', 'N', TUPLE2},
        new byte[] {'U', 1, 'm', 'U', 1, 'x', TUPLE2},
        new byte[] {'U', 1, 'm', 'K', 1, 'N', TUPLE2, TUPLE2},
        item("m", T, Double.NaN),
        item("m", 99_999_999_999L, 1),
        item("m;k", T, 1));
  }

  /** A frame: its length, then protocol 2, a list, a mark, the items, and the end. */
  @Override
  byte[] message(List<byte[]> items) {
    List<byte[]> parts = new ArrayList<>();
    parts.add(new byte[] {(byte) 0x80, 2, ']', '('});
    parts.addAll(items);
    parts.add(new byte[] {'e', '.'});
    byte[] pickle = Feed.together(parts);
    return Feed.together(
        List.of(ByteBuffer.allocate(Integer.BYTES).putInt(pickle.length).array(), pickle));
  }

  private static byte[] item(String series, long time, double value) {
    byte[] text = Feed.bytes(series);
    return ByteBuffer.allocate(text.length + 22)
        .put((byte) 'U')
        .put((byte) text.length)
        .put(text)
        .put((byte) 'G')
        .putDouble(time)
        .put((byte) 'G')
        .putDouble(value)
        .put(TUPLE2)
        .put(TUPLE2)
        .array();
  }

  @Override
  void tellsOfThreeLost(Told told) {
    assertThat(told).isEqualTo(new Told("", 0, true));
  }
}
