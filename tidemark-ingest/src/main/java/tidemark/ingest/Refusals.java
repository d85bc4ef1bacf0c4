package tidemark.ingest;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import tidemark.metrics.Counter;
import tidemark.metrics.Meters;

/**
 * What one protocol refuses for one reason: always counted, and shown in at most one log line a
 * minute with the input that happened to be there. Thread-safe.
 *
 * <p>The idea of the sampled line is Agrona's {@code DistinctErrorLog}: an error that happens a
 * million times should be seen, once.
 */
public final class Refusals {
  private static final long QUIET_MILLIS = 60_000;

  private final String protocol;
  private final String cause;
  private final Counter count;
  private final InstantSource clock;
  private final Logger log;
  private final AtomicLong quietUntil = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong shown = new AtomicLong();

  /**
   * The refusals of a protocol for one cause.
   *
   * @param cause a word for the label, snake_case
   */
  public Refusals(Meters meters, InstantSource clock, Logger log, String protocol, String cause) {
    this.protocol = protocol;
    this.cause = cause;
    this.clock = clock;
    this.log = log;
    this.count =
        meters.counter(
            "tidemark_ingest_refused_total",
            "Points, lines or frames refused as the sender's fault",
            "protocol",
            protocol,
            "cause",
            cause);
  }

  /** Counts one and logs nothing: for what clients send all the time. */
  public void count() {
    count.increment();
  }

  /** Counts one, whose input is these bytes. */
  public void count(byte[] bytes, int from, int to) {
    count.increment();
    if (speaks()) {
      log(Quoted.of(bytes, from, to), "");
    }
  }

  /** Counts one, whose input is a text; {@code why} is what the sender is or would be told. */
  public void count(String input, String why) {
    count.increment();
    if (speaks()) {
      log(Quoted.of(input), why);
    }
  }

  /** Counts one and says why, if it is time to; its input is these bytes. */
  public void count(byte[] bytes, int from, int to, String why) {
    count.increment();
    if (speaks()) {
      log(Quoted.of(bytes, from, to), why);
    }
  }

  private boolean speaks() {
    if (!log.isWarnEnabled()) {
      return false;
    }
    long now = clock.millis();
    long quiet = quietUntil.get();
    return now >= quiet && quietUntil.compareAndSet(quiet, now + QUIET_MILLIS);
  }

  private void log(String input, String why) {
    long total = count.value();
    long since = total - shown.getAndSet(total);
    log.warn(
        "{} refused ({}): {} {}[{} since the last such line]",
        protocol,
        cause,
        input,
        why.isEmpty() ? "" : why + " ",
        since);
  }
}
