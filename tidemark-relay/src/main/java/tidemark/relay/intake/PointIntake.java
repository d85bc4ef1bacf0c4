package tidemark.relay.intake;

import java.util.function.IntConsumer;

/**
 * An intake for lines that are points written out. What the rules send to {@code local} under its
 * own name is left to the caller, who has the points. Owned by one thread at a time.
 */
public final class PointIntake {
  private final LineIntake lines;

  PointIntake(LineIntake lines) {
    this.lines = lines;
  }

  /** An intake under these options, with its own share of them. */
  public static PointIntake of(IntakeOptions options, long number, String source) {
    return new PointIntake(options.intake(number, source));
  }

  /**
   * Takes lines.
   *
   * @param bytes whole lines; they may be changed
   * @param stays told the number of each line, from 0, that the caller keeps; perhaps twice
   * @param keep called once all lines have been looked at, before any is sent on; what it throws
   *     sends none
   */
  public void accept(byte[] bytes, IntConsumer stays, Runnable keep) {
    lines.points(bytes, stays, keep);
  }
}
