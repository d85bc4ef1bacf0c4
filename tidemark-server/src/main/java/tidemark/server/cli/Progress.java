package tidemark.server.cli;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Says on standard error how far something is: a bar on a terminal, written anew with each per
 * cent, and elsewhere a line every ten seconds. One thread.
 */
final class Progress {
  /**
   * Where it is said.
   *
   * @param terminal whether {@code err} is one
   * @param nanos monotonic, ns
   */
  record Place(PrintStream err, boolean terminal, LongSupplier nanos) {
    Progress of(String what) {
      return new Progress(this, what);
    }
  }

  private static final int WIDTH = 40;
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

  private final Place place;
  private final String what;
  private int shown = -1;
  private long said;
  private boolean anything;

  private Progress(Place place, String what) {
    this.place = place;
    this.what = what;
    this.said = place.nanos().getAsLong();
  }

  /** So much of it is done. */
  void at(long done, long all) {
    at(done, all, () -> "");
  }

  /**
   * The same.
   *
   * @param more what else there is to say
   */
  void at(long done, long all, Supplier<String> more) {
    int percent = all == 0 ? 100 : (int) Math.min(100, 100 * done / all);
    if (place.terminal() ? percent != shown : place.nanos().getAsLong() - said >= PAUSE) {
      show(percent, more.get());
    }
  }

  private void show(int percent, String more) {
    shown = percent;
    said = place.nanos().getAsLong();
    anything = true;
    String rest = percent + " %" + (more.isEmpty() ? "" : ", " + more);
    if (place.terminal()) {
      String bar = "#".repeat(percent * WIDTH / 100);
      place.err().printf("\r%s [%-" + WIDTH + "s] %s\033[K", what, bar, rest);
      place.err().flush();
    } else {
      place.err().println(what + ": " + rest);
    }
  }

  /** All of it is done; says so unless it was too short to say anything. */
  void end(String more) {
    if (anything || place.terminal()) {
      show(100, more);
    }
    if (place.terminal()) {
      place.err().println();
    }
  }
}
