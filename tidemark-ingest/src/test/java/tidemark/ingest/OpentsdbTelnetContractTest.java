package tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import tidemark.ingest.Feed.Told;

class OpentsdbTelnetContractTest extends ProtocolContract {
  OpentsdbTelnetContractTest() {
    super("opentsdb-telnet", "listen.opentsdb", "OpenTSDB telnet");
  }

  @Override
  byte[] good(int i) {
    return Feed.bytes("put m." + i + " " + (T + i) + " " + i + " k=v\n");
  }

  @Override
  String point(int i) {
    return "m." + i + ";k=v " + 1000 * (T + i) + " " + i;
  }

  @Override
  List<byte[]> bad() {
    return Stream.of(
            "put\n",
            "put m\n",
            "put m 1704067200 1\n",
            "put m 1704067200 x k=v\n",
            "put m x 1 k=v\n",
            "put m 1704067200 1 k\n",
            "put m! 1704067200 1 k=v\n",
            "frobnicate\n",
            "\n")
        .map(Feed::bytes)
        .toList();
  }

  @Override
  byte[] message(List<byte[]> items) {
    return Feed.together(items);
  }

  @Override
  void tellsOfThreeLost(Told told) {
    assertThat(told)
        .isEqualTo(new Told("put: Storage error: the disk is gone (3 points)\n", 0, false));
  }
}
