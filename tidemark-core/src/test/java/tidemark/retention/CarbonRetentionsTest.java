package tidemark.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;

class CarbonRetentionsTest {
  @TempDir private Path directory;

  @Test
  void readsTheFilesOfTheRecordings() throws IOException, URISyntaxException {
    var retentions =
        CarbonRetentions.load(
            resource("storage-schemas.conf"), resource("storage-aggregation.conf"), key -> {});
    assertThat(retentions.warnings()).isEmpty();
    keeps(retentions, "fast.a", "[10:8640] average 0.5");
    keeps(retentions, "rollup.sum.a", "[10:360, 60:240, 600:288] sum 0.5");
    keeps(retentions, "rollup.avg_zero.a", "[10:360, 60:240, 600:288] avg_zero 0.5");
    keeps(retentions, "rollup.xff0.a", "[10:360, 60:240, 600:288] average 0.0");
    keeps(retentions, "rollup.xff1.a", "[10:360, 60:240, 600:288] average 1.0");
    keeps(retentions, "slow.job", "[300:17280] average 0.5");
    keeps(retentions, "slow.batch", "[3600:1440] average 0.5");
    keeps(retentions, "a.fast.b", "[60:43200] average 0.5");
    var wallClock =
        CarbonRetentions.load(resource("storage-schemas-wallclock.conf"), null, key -> {});
    keeps(wallClock, "anything", "[60:10512000] average 0.5");
  }

  @Test
  void takesTheFirstSectionThatIsFoundAnywhereInTheCanonicalText() throws IOException {
    var retentions =
        schemas(
            """
            # comment
            [tagged]
            PATTERN: ;dc=1(;|$)
            Retentions = 1s:1d,
              1m:7d
            ; comment
            [cpu]
            pattern = cpu
            retentions = 10s:1d
            [cpu again]
            pattern = cpu.idle
            retentions = 20s:1d
            """);
    keeps(retentions, "cpu;dc=1;host=a", "[1:86400, 60:10080] average 0.5");
    keeps(retentions, "a.cpu.idle", "[10:8640] average 0.5");
    keeps(retentions, "CPU", "[60:10080] average 0.5");
  }

  @Test
  void keepsForAWeekByTheMinuteWhatNoSectionNames() throws IOException {
    keeps(schemas(""), "anything", "[60:10080] average 0.5");
  }

  @Test
  void tellsOnceOfTheFirstSeriesThatNoSectionNames() throws IOException {
    Path schemas =
        Files.writeString(directory.resolve("s"), "[a]\npattern = ^a\nretentions = 60s:7d\n");
    List<SeriesKey> unmatched = new ArrayList<>();
    var retentions = CarbonRetentions.load(schemas, null, unmatched::add);
    keeps(retentions, "a", "[60:10080] average 0.5");
    assertThat(unmatched).isEmpty();
    keeps(retentions, "b", "[60:10080] average 0.5");
    keeps(retentions, "c", "[60:10080] average 0.5");
    keeps(retentions, "b", "[60:10080] average 0.5");
    assertThat(unmatched).containsExactly(SeriesKey.parse("b"));
  }

  @Test
  void skipsAndReportsTheSchemasThatCarbonSkips() throws IOException {
    var retentions =
        schemas(
            """
            [no pattern]
            retentions = 10s:1d
            [no retentions]
            pattern = .*
            [impossible]
            pattern = .*
            retentions = 60:60,90:120
            """);
    keeps(retentions, "a", "[60:10080] average 0.5");
    assertThat(retentions.warnings().stream().map(w -> w.substring(w.indexOf(" line "))))
        .containsExactly(
            " line 1: section [no pattern] is skipped: it has no pattern",
            " line 3: section [no retentions] is skipped: it has no retentions",
            " line 5: section [impossible] is skipped: it is not possible, archives 60:60 and"
                + " 90:120: the finer step does not divide the coarser");
  }

  @Test
  void refusesTheSchemasThatCarbonRefuses() {
    refuses("[a]\npattern = .*\nretentions = 1q:5\n", "line 3: retention '1q:5': unknown unit 'q'");
    refuses("[a]\npattern = (\nretentions = 1:5\n", "line 2: '(' is not a regular expression");
    refuses("pattern = a\n", "line 1: neither a [section] nor a key = value inside one");
    refuses("[a]\n\nwhat is this\n", "line 3: neither a [section] nor a key = value");
    refuses("[a]\n[b]\n[a]\n", "line 3: section [a] comes twice");
    refuses("[a]\npattern=x\nPattern=y\n", "line 3: 'pattern' comes twice in section [a]");
  }

  @Test
  void aSchemasFileThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> CarbonRetentions.load(directory.resolve("none"), null, key -> {}))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void anAggregationFileThatIsNotThereIsNone() throws IOException {
    Path schemas = Files.writeString(directory.resolve("s"), "");
    keeps(
        CarbonRetentions.load(schemas, directory.resolve("none"), key -> {}),
        "a",
        "[60:10080] average 0.5");
  }

  @Test
  void aggregationsMayGiveEitherPartOrNone() throws IOException {
    var retentions =
        aggregations(
            """
            [method]
            pattern = ^m
            aggregationMethod = max
            [factor]
            pattern = ^f
            xfilesfactor = 0.1
            [nothing]
            pattern = ^n
            [bad factor]
            pattern = .*
            xFilesFactor = half
            [no pattern]
            aggregationMethod = max
            [rest]
            pattern = .*
            aggregationMethod = absmin
            xFilesFactor = 1e-1
            """);
    keeps(retentions, "m", "[60:10080] max 0.5");
    keeps(retentions, "f", "[60:10080] average 0.1");
    keeps(retentions, "n", "[60:10080] average 0.5");
    keeps(retentions, "x", "[60:10080] absmin 0.1");
    assertThat(retentions.warnings().stream().map(w -> w.substring(w.indexOf(" line "))))
        .containsExactly(
            " line 9: section [bad factor] is skipped: it has an xFilesFactor that is no number:"
                + " half",
            " line 12: section [no pattern] is skipped: it has no pattern");
  }

  @Test
  void refusesTheAggregationsThatCarbonRefuses() {
    refusesAggregation(
        "[a]\npattern = .*\nxFilesFactor = 1.5\n", "line 3: xFilesFactor 1.5 is not between 0 and");
    refusesAggregation(
        "[a]\npattern = .*\naggregationMethod = mean\n",
        "line 3: unknown aggregationMethod 'mean'");
  }

  private static void keeps(Retentions retentions, String key, String expected) {
    Retention retention = retentions.of(SeriesKey.parse(key)).orElseThrow();
    List<String> archives =
        retention.archives().stream().map(a -> a.stepSeconds() + ":" + a.points()).toList();
    assertThat(archives + " " + retention.method().word() + " " + retention.xFilesFactor())
        .as(key)
        .isEqualTo(expected);
  }

  private CarbonRetentions schemas(String text) throws IOException {
    return CarbonRetentions.load(
        Files.writeString(directory.resolve("schemas"), text), null, key -> {});
  }

  private CarbonRetentions aggregations(String text) throws IOException {
    Path schemas = Files.writeString(directory.resolve("schemas"), "");
    return CarbonRetentions.load(
        schemas, Files.writeString(directory.resolve("aggregation"), text), key -> {});
  }

  private void refuses(String text, String message) {
    assertThatThrownBy(() -> schemas(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("schemas " + message);
  }

  private void refusesAggregation(String text, String message) {
    assertThatThrownBy(() -> aggregations(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("aggregation " + message);
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(CarbonRetentionsTest.class.getResource(name).toURI());
  }
}
