package tidemark.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.config.Address;
import tidemark.server.opentsdb.OpenTsdbSettings;

/** What an opentsdb.conf says, on its way to the settings. */
class OpenTsdbConfTest {
  @TempDir Path directory;

  private ConfigSources sources(String text, String... sets) throws IOException {
    Path file = Files.writeString(directory.resolve("opentsdb.conf"), text);
    return new ConfigSources(null, file, null, List.of(sets));
  }

  private OpenTsdbSettings read(String text, String... sets) throws IOException {
    return Settings.of(sources(text, sets).gather(Map.of())).opentsdb();
  }

  @Test
  void everyKeyThatMeansSomethingArrives() throws IOException {
    assertThat(read("tsd.core.auto_create_metrics = false").autoMetrics()).isFalse();
    assertThat(read("tsd.core.auto_create_metrics=true").autoMetrics()).isTrue();
    assertThat(read("tsd.http.query.allow_delete = yes").allowDelete()).isTrue();
    assertThat(read("tsd.mode = ro").readOnly()).isTrue();
    assertThat(read("tsd.query.skip_unresolved_tagvs = 1").skipUnresolved()).isTrue();
    assertThat(read("tsd.http.show_stack_trace = true").showStackTrace()).isTrue();
    assertThat(read("tsd.http.request.cors_domains = http://a,http://b").corsDomains())
        .containsExactly("http://a", "http://b");
    assertThat(read("tsd.http.request.cors_headers = X-A").corsHeaders()).isEqualTo("X-A");
    assertThat(read("tsd.query.timeout = 2500").queryTimeout()).hasMillis(2500);
    assertThat(read("tsd.query.timeout = 0").queryTimeout()).isZero();
    Settings settings =
        Settings.of(
            sources(
                    "tsd.network.port = 4343\ntsd.network.bind = 0.0.0.0\ntsd.storage.max_tags = 12")
                .gather(Map.of()));
    assertThat(settings.listen().opentsdb()).isEqualTo(new Address("0.0.0.0", 4343));
    assertThat(settings.limits().maxTags()).isEqualTo(12);
  }

  @Test
  void whatIsSetOtherwiseWins() throws IOException {
    assertThat(read("tsd.mode = ro", "opentsdb.mode=rw").readOnly()).isFalse();
  }

  @Test
  void keysOfHBaseArePassedOverAndUnknownOnesNamedInOneLine() throws IOException {
    assertThat(
            sources("# comment\n\ntsd.storage.hbase.zk_quorum = a\ntsd.http.cachedir = /tmp/x")
                .warnings())
        .isEmpty();
    assertThat(sources("tsd.nosuch = 1\ntsd.mode = rw\nother.key = 2").warnings())
        .singleElement()
        .asString()
        .endsWith("opentsdb.conf: not known here: tsd.nosuch, other.key");
  }
}
