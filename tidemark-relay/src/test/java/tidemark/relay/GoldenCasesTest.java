package tidemark.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testing.Golden;

/** Recorded runs of carbon-c-relay 3.9, played over real sockets, eight at a time. */
class GoldenCasesTest {
  private static final int AT_A_TIME = 8;

  /** The original sorts values as integers; its recordings' README calls this one informative. */
  private static final List<String> EXCLUDED = List.of("33-agg-percentile-int-compare");

  private final FreePorts ports = new FreePorts();

  @TempDir Path folder;

  @Test
  void sinksReceiveWhatWasRecorded() throws Exception {
    List<GoldenCase> cases =
        cases("cases.txt").stream().filter(each -> !EXCLUDED.contains(each.name)).toList();
    assertThat(cases).hasSizeGreaterThan(50);
    assertThat(different(cases)).isEmpty();
  }

  @Test
  void theTestModePrintsWhatTheReleaseOfDebianPrints() throws Exception {
    assertThat(different(cases("testmode-3.7.3.txt"))).isEmpty();
  }

  private List<GoldenCase> cases(String name) {
    return GoldenCase.read(new Golden(getClass()).bytes("golden/relay/" + name));
  }

  /** What differs, of all cases. */
  private List<String> different(List<GoldenCase> cases) throws Exception {
    List<Future<String>> played = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (GoldenCase each : cases) {
        Path own = Files.createDirectory(folder.resolve(each.name));
        played.add(threads.submit(() -> new CasePlayer(each, own, ports).play()));
      }
    }
    List<String> different = new ArrayList<>();
    for (Future<String> each : played) {
      if (!each.get().isEmpty()) {
        different.add(each.get());
      }
    }
    return different;
  }
}
