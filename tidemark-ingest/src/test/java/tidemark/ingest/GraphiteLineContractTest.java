package tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import tidemark.ingest.Feed.Told;

class GraphiteLineContractTest extends ProtocolContract {
  GraphiteLineContractTest() {
    super("graphite-line", "listen.graphite-line", "Graphite plaintext (TCP, UDP)");
  }

  static byte[] line(int i) {
    return Feed.bytes("m." + i + ";k=v " + i + " " + (T + i) + "\n");
  }

  static String linePoint(int i) {
    return "m." + i + ";k=v " + 1000 * (T + i) + " " + i + ".0";
  }

  static List<byte[]> badLines() {
    return Stream.of(
            "\n",
            "m 1\n",
            "m x 1704067200\n",
            "m 1 x\n",
            "m 1 99999999999\n",
            "m nan 1704067200\n",
            "m;k 1 1704067200\n",
            "m n 1 1704067200\n")
        .map(Feed::bytes)
        .toList();
  }

  @Override
  byte[] good(int i) {
    return line(i);
  }

  @Override
  String point(int i) {
    return linePoint(i);
  }

  @Override
  List<byte[]> bad() {
    return badLines();
  }

  @Override
  byte[] message(List<byte[]> items) {
    return Feed.together(items);
  }

  @Override
  void tellsOfThreeLost(Told told) {
    assertThat(told).isEqualTo(new Told("", 0, true));
  }
}
