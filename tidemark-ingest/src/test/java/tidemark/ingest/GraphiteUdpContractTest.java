package tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tidemark.ingest.Feed.Told;

class GraphiteUdpContractTest extends ProtocolContract {
  GraphiteUdpContractTest() {
    super("graphite-udp", "listen.graphite-line", "Graphite plaintext (TCP, UDP)");
  }

  @Override
  byte[] good(int i) {
    return GraphiteLineContractTest.line(i);
  }

  @Override
  String point(int i) {
    return GraphiteLineContractTest.linePoint(i);
  }

  @Override
  List<byte[]> bad() {
    return GraphiteLineContractTest.badLines();
  }

  @Override
  byte[] message(List<byte[]> items) {
    return Feed.together(items);
  }

  @Override
  void tellsOfThreeLost(Told told) {
    assertThat(told).isEqualTo(new Told("", 0, false));
  }
}
