package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tidemark.metrics.Meters;

class SyncTimesTest {
  private final Meters meters = new Meters();

  @Test
  void aTimeCountsWithinEveryLimitThatItKept() {
    SyncTimes times = new SyncTimes(meters);
    times.took(10_000_000);
    times.took(10_000_001);
    times.took(4_000_000_000L);
    assertThat(readings())
        .containsEntry("tidemark_log_syncs_total[]", 3.0)
        .containsEntry("tidemark_log_syncs_within_total[limit, 3ms]", 0.0)
        .containsEntry("tidemark_log_syncs_within_total[limit, 10ms]", 1.0)
        .containsEntry("tidemark_log_syncs_within_total[limit, 30ms]", 2.0)
        .containsEntry("tidemark_log_syncs_within_total[limit, 3000ms]", 2.0)
        .containsEntry("tidemark_log_sync_longest_seconds[]", 4.0)
        .containsEntry("tidemark_log_sync_seconds_total[]", 4.020000001);
  }

  private Map<String, Double> readings() {
    return meters.read().stream()
        .collect(Collectors.toMap(r -> r.id().name() + r.id().labels(), Meters.Reading::value));
  }
}
