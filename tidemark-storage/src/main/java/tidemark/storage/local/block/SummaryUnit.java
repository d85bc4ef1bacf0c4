package tidemark.storage.local.block;

/**
 * How much time one {@link Summary} covers: from one multiple of a length since the epoch to the
 * next. The finest that is cheap enough is taken, see {@link SummaryWriter}.
 */
enum SummaryUnit {
  HOUR(0, 3_600_000),
  SIX_HOURS(1, 21_600_000),
  DAY(2, 86_400_000),
  /** The whole entry. */
  ENTRY(3, 0);

  /** How it is written. */
  final int code;

  private final long millis;

  SummaryUnit(int code, long millis) {
    this.code = code;
    this.millis = millis;
  }

  /** The unit of a code from 0 to 3. */
  static SummaryUnit of(int code) {
    return switch (code) {
      case 0 -> HOUR;
      case 1 -> SIX_HOURS;
      case 2 -> DAY;
      default -> ENTRY;
    };
  }

  /** The last time, at most {@code last}, of the unit that a time lies in. */
  long end(long time, long last) {
    if (this == ENTRY) {
      return last;
    }
    long distance = millis - 1 - Math.floorMod(time, millis);
    return last - time <= distance ? last : time + distance;
  }

  /** Whether buckets of a width and offset begin only where one of them does. */
  boolean divides(long width, long offset) {
    return this != ENTRY && width % millis == 0 && offset % millis == 0;
  }

  /** How many of them lie between two times. */
  long between(long first, long last) {
    return this == ENTRY ? 1 : Math.floorDiv(last, millis) - Math.floorDiv(first, millis) + 1;
  }
}
