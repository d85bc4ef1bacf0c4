package tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidemark.model.InvalidInputException;

class ConfigTypeTest {
  @Test
  void readsDurationsWithTheirUnits() {
    duration("500ms", Duration.ofMillis(500));
    duration("10s", Duration.ofSeconds(10));
    duration("5m", Duration.ofMinutes(5));
    duration("1h30m", Duration.ofMinutes(90));
    duration("1d", Duration.ofDays(1));
    duration("2w", Duration.ofDays(14));
    refuses(ConfigType.DURATION, "10", "ten", "", "10x", "s", "1.5h", "-1s", "10s ");
  }

  @Test
  void readsSizesInPowersOf1024() {
    size("0", 0);
    size("100B", 100);
    size("4K", 4096);
    size("512KiB", 512 << 10);
    size("64MiB", 64 << 20);
    size("64 mb", 64 << 20);
    size("1GiB", 1L << 30);
    size("2T", 2L << 40);
    refuses(ConfigType.SIZE, "", "MiB", "1.5GiB", "-1", "1XB", "64MiBs");
  }

  @Test
  void writesSizesAsTheyAreRead() {
    for (String text : new String[] {"0B", "100B", "1536B", "512KiB", "64MiB", "1GiB", "3TiB"}) {
      assertThat(Size.parse(text)).hasToString(text);
    }
  }

  @Test
  void readsAddresses() {
    address("127.0.0.1:2003", "127.0.0.1", 2003);
    address("localhost:0", "localhost", 0);
    address("[::1]:2003", "::1", 2003);
    address(":2003", "0.0.0.0", 2003);
    address("*:2003", "0.0.0.0", 2003);
    assertThat(Address.parse("off").isOn()).isFalse();
    assertThat(Address.parse("[::1]:2003")).hasToString("[::1]:2003");
    refuses(ConfigType.ADDRESS, "2003", "localhost", "::1:2003", "a:b", "a:70000", "a:-1");
  }

  @Test
  void readsFlagsNumbersAndWords() {
    assertThat(ConfigType.FLAG.parse().apply("on")).isTrue();
    assertThat(ConfigType.FLAG.parse().apply("false")).isFalse();
    assertThat(ConfigType.integer(1, 9).parse().apply("9")).isEqualTo(9);
    assertThat(ConfigType.oneOf("a", "b").parse().apply("b")).isEqualTo("b");
    refuses(ConfigType.FLAG, "maybe");
    refuses(ConfigType.integer(1, 9), "0", "10", "one", "");
    refuses(ConfigType.oneOf("a", "b"), "c", "");
  }

  @Test
  void saysWhereWhatAndWhatIsWanted() {
    ConfigKey<Size> key = new ConfigKey<>("reserve", ConfigType.SIZE, "1GiB", "");
    ConfigNode root =
        ConfigNode.of(
            Map.of("storage.reserve", new ConfigNode.Value("much", "tidemark.yaml line 7")));
    assertThatThrownBy(() -> root.section("storage").get(key))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "tidemark.yaml line 7: storage.reserve: \"much\" is not a size (512KiB, 64MiB, 1GiB)");
    assertThat(ConfigNode.EMPTY.get(key).bytes()).isEqualTo(1 << 30);
  }

  private static void duration(String text, Duration expected) {
    assertThat(ConfigType.DURATION.parse().apply(text)).as(text).isEqualTo(expected);
  }

  private static void size(String text, long expected) {
    assertThat(ConfigType.SIZE.parse().apply(text).bytes()).as(text).isEqualTo(expected);
  }

  private static void address(String text, String host, int port) {
    assertThat(ConfigType.ADDRESS.parse().apply(text)).as(text).isEqualTo(new Address(host, port));
  }

  private static void refuses(ConfigType<?> type, String... texts) {
    for (String text : texts) {
      assertThatThrownBy(() -> type.parse().apply(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
