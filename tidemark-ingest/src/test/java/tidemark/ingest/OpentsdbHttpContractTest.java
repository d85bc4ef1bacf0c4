package tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidemark.ingest.Feed.Told;

class OpentsdbHttpContractTest extends ProtocolContract {
  OpentsdbHttpContractTest() {
    super("opentsdb-http", "listen.opentsdb", "OpenTSDB HTTP");
  }

  @Override
  byte[] good(int i) {
    return Feed.bytes(item("m." + i, Long.toString(T + i), Integer.toString(i)));
  }

  @Override
  String point(int i) {
    return "m." + i + ";k=v " + 1000 * (T + i) + " " + i;
  }

  @Override
  List<byte[]> bad() {
    return Stream.of(
            "{}",
            item("m", "0", "1"),
            item("m", "1704067200", "\"x\""),
            item("m", "1704067200", "NaN"),
            item("m!", "1704067200", "1"),
            item("", "1704067200", "1"),
            "{\"metric\":\"m\",\"timestamp\":1704067200,\"value\":1,\"tags\":{}}",
            "{\"metric\":\"m\",\"timestamp\":1704067200,\"value\":1,\"tags\":{\"k\":null}}")
        .map(Feed::bytes)
        .toList();
  }

  @Override
  byte[] message(List<byte[]> items) {
    return Feed.bytes(
        items.stream()
            .map(b -> new String(b, StandardCharsets.UTF_8))
            .collect(Collectors.joining(",", "[", "]")));
  }

  private static String item(String metric, String timestamp, String value) {
    return "{\"metric\":\""
        + metric
        + "\",\"timestamp\":"
        + timestamp
        + ",\"value\":"
        + value
        + ",\"tags\":{\"k\":\"v\"}}";
  }

  @Override
  void tellsOfThreeLost(Told told) {
    assertThat(told.status()).isEqualTo(503);
    assertThat(told.broken()).isFalse();
    assertThat(told.text()).contains("the disk is gone");
  }
}
