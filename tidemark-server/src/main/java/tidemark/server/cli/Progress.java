package tidemark.server.cli;

import java.io.PrintStream;

/** One line on standard error that says how far something is; written anew with each per cent. */
final class Progress {
  private static final int WIDTH = 40;

  private final PrintStream err;
  private final String what;
  private final long all;
  private int shown = -1;

  /**
   * Of something.
   *
   * @param all what {@link #at} counts to
   */
  Progress(PrintStream err, String what, long all) {
    this.err = err;
    this.what = what;
    this.all = all;
  }

  /**
   * Shows it.
   *
   * @param more what else there is to say
   */
  void at(long done, String more) {
    int percent = all == 0 ? 100 : (int) Math.min(100, 100 * done / all);
    if (percent != shown) {
      shown = percent;
      String bar = "#".repeat(percent * WIDTH / 100);
      err.printf("\r%s [%-" + WIDTH + "s] %3d %%, %s", what, bar, percent, more);
    }
  }

  /** Shows the last and goes to the next line. */
  void end(String more) {
    shown = -1;
    at(all, more);
    err.println();
  }
}
