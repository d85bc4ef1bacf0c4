package tidemark.storage.local;

import java.time.Duration;

/** Settings of engines in tests: nothing is sealed, merged or refused unless the test makes it. */
final class TestOptions {
  /** Log segments of 64 KiB, so that small tests have several. */
  static final LocalOptions SMALL = withSegments(1 << 16);

  private TestOptions() {}

  /** As {@link #SMALL}, with log segments of that many bytes. */
  static LocalOptions withSegments(long bytes) {
    return new LocalOptions(
        Duration.ofSeconds(1), 16 << 20, bytes, Duration.ofHours(2), 0, Duration.ofSeconds(30));
  }
}
