package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tidemark.storage.local.disk.FaultyDisk;

/** What makes points expire, and what does not. */
class ExpiryClockTest {
  private static final Instant T = Instant.ofEpochMilli(1_700_000_000_000L);

  private FaultyDisk disk = new FaultyDisk(new Random(1));
  private Status status = new Status();
  private Instant wall = T;
  private long monotonicMillis;
  private ExpiryClock clock = start();

  private ExpiryClock start() {
    status = new Status();
    try {
      return new ExpiryClock(
          () -> wall, () -> TimeUnit.MILLISECONDS.toNanos(monotonicMillis), disk, status);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void passes(Duration time) {
    wall = wall.plus(time);
    monotonicMillis += time.toMillis();
  }

  private void stopsFor(Duration time) throws IOException {
    clock.keep(true);
    wall = wall.plus(time);
    disk = disk.restart();
    clock = start();
  }

  private void expiresBy(Instant time) {
    assertThat(Instant.ofEpochMilli(clock.millis())).isEqualTo(time);
    assertThat(status.health().problems().isEmpty()).isEqualTo(time.equals(wall));
    assertThat(status.health().writable()).isTrue();
  }

  @Test
  void followsTheClockWhileItIsSteady() {
    passes(Duration.ofDays(400));
    expiresBy(wall);
    wall = wall.plus(Duration.ofMinutes(59));
    expiresBy(wall);
    wall = wall.minus(Duration.ofHours(5));
    expiresBy(wall);
  }

  @Test
  void holdsBackALeapOfMoreThanAnHour() {
    wall = wall.plus(Duration.ofMinutes(61));
    expiresBy(T);
    passes(Duration.ofHours(3));
    expiresBy(T.plus(Duration.ofHours(3)));
    wall = wall.plus(Duration.ofDays(3650));
    expiresBy(T.plus(Duration.ofHours(3)));
  }

  @Test
  void goesOnWhenTheClockComesBack() {
    wall = wall.plus(Duration.ofDays(3650));
    expiresBy(T);
    wall = wall.minus(Duration.ofDays(3650));
    expiresBy(wall);
  }

  @Test
  void goesOnWhenTheClockIsConfirmed() throws IOException {
    wall = wall.plus(Duration.ofDays(2));
    clock.watch();
    expiresBy(T);
    disk.put(ExpiryClock.CONFIRM, new byte[0]);
    clock.watch();
    expiresBy(wall);
    assertThat(disk.files()).doesNotContain(ExpiryClock.CONFIRM);
    stopsFor(Duration.ZERO);
    expiresBy(wall);
  }

  @Test
  void takesAStopOfDaysForAStop() throws IOException {
    stopsFor(Duration.ofDays(6));
    expiresBy(wall);
  }

  @Test
  void holdsBackALeapWhileItWasStopped() throws IOException {
    stopsFor(Duration.ofDays(3650));
    expiresBy(T);
    stopsFor(Duration.ofHours(1));
    expiresBy(T.plus(Duration.ofHours(1)));
  }

  @Test
  void remembersAcrossAStopWhatIsHeldBack() throws IOException {
    wall = wall.plus(Duration.ofHours(30));
    expiresBy(T);
    stopsFor(Duration.ofHours(1));
    expiresBy(T.plus(Duration.ofHours(1)));
  }

  @Test
  void trustsTheClockWhereNothingIsKnown() throws IOException {
    clock.keep(true);
    disk.put("CLOCK", "x".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    wall = wall.plus(Duration.ofDays(900));
    clock = start();
    expiresBy(wall);
  }
}
