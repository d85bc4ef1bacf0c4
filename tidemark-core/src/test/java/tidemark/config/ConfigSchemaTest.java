package tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidemark.config.ConfigNode.Value;

class ConfigSchemaTest {
  private final ConfigSchema schema =
      new ConfigSchema(
          List.of(
              new ConfigKey<>("data", ConfigType.TEXT, "./data", ""),
              new ConfigKey<>("listen.http", ConfigType.ADDRESS, "off", ""),
              new ConfigKey<>("storage.schemas", ConfigType.TEXT, "", "")));

  @Test
  void namesTheNearestKey() {
    nearest("storage.shemas", "storage.schemas");
    nearest("storage.schema", "storage.schemas");
    nearest("http", "listen.http");
    nearest("listen.htp", "listen.http");
    nearest("dta", "data");
    assertThat(schema.nearest("entirely.different.thing")).isEmpty();
  }

  @Test
  void listsEveryProblemWithItsPlace() {
    ConfigNode node =
        ConfigNode.of(
            Map.of(
                "storage.shemas", new Value("x", "tidemark.yaml line 3"),
                "listen.http", new Value("80", "--set"),
                "data", new Value("/d", "--data")));
    assertThat(schema.problems(node))
        .containsExactly(
            "--set: listen.http: \"80\" is not an address (host:port; port 0 takes a free one) or off",
            "tidemark.yaml line 3: unknown key storage.shemas; did you mean storage.schemas?");
  }

  @Test
  void refusesTwoKeysOfOneName() {
    ConfigKey<String> key = new ConfigKey<>("a", ConfigType.TEXT, "", "");
    assertThatThrownBy(() -> new ConfigSchema(List.of(key, key))).hasMessage("two keys named a");
  }

  @Test
  void namesTheEnvironmentVariable() {
    assertThat(new ConfigKey<>("listen.graphite-line", ConfigType.TEXT, "", "").environment())
        .isEqualTo("TIDEMARK_LISTEN_GRAPHITE_LINE");
  }

  private void nearest(String written, String expected) {
    assertThat(schema.nearest(written)).as(written).contains(expected);
  }
}
