package tidemark.storage.local;

/**
 * What the head has of {@value Rows#LANES} series whose numbers are neighbours: open points, and
 * those that are being sealed. Guarded by its shard's lock.
 */
final class HeadGroup {
  /** After how many sealings rows are tried again at the latest. */
  private static final int MAX_PATIENCE = 64;

  /** The number of the series in lane 0. */
  final int base;

  /** Series that the catalog shows, that is, that have a point: a bit each. */
  long indexed;

  private Lanes open = new Lanes();
  private Lanes frozen = new Lanes();

  /** Sealings to go until rows are tried again, and how many it will be the next time. */
  private int waits;

  private int patience = 1;

  /** Whether its shard lists it as one that has open points. */
  boolean touched;

  HeadGroup(int base) {
    this.base = base;
  }

  /** The lane of a series. */
  static int lane(long number) {
    return (int) number & (Rows.LANES - 1);
  }

  Lanes open() {
    return open;
  }

  Lanes frozen() {
    return frozen;
  }

  /** Sets the open points aside. */
  void freeze() {
    Lanes spare = frozen;
    frozen = open;
    open = spare;
    touched = false;
    if (waits > 0) {
      waits--;
    } else if (frozen.isRagged()) {
      waits = patience;
      patience = Math.min(2 * patience, MAX_PATIENCE);
    } else {
      patience = 1;
    }
    open.begin(waits > 0);
  }

  /** Forgets what was set aside, which is in blocks now. */
  void thaw() {
    frozen.clear();
  }
}
