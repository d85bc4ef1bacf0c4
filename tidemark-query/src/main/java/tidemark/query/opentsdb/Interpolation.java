package tidemark.query.opentsdb;

/** What a member of a group counts for between two of its points (contracts/opentsdb.md 5.4). */
enum Interpolation {
  /** The straight line between the two. */
  LINEAR,
  /** Nothing: 0. */
  ZERO,
  /** More than any value, so that a minimum ignores it. */
  MAXIMUM,
  /** Less than any value, so that a maximum ignores it. */
  MINIMUM,
  /** The earlier one. */
  PREVIOUS;

  /** Between integers all is integer arithmetic, truncated toward zero. */
  long between(long x, long x0, long y0, long x1, long y1) {
    return switch (this) {
      case LINEAR -> y0 + (x - x0) * (y1 - y0) / (x1 - x0);
      case ZERO -> 0;
      case MAXIMUM -> Long.MAX_VALUE;
      case MINIMUM -> Long.MIN_VALUE;
      case PREVIOUS -> y0;
    };
  }

  double between(long x, long x0, double y0, long x1, double y1) {
    return switch (this) {
      case LINEAR -> y0 + (x - x0) * (y1 - y0) / (x1 - x0);
      case ZERO -> 0;
      case MAXIMUM -> Double.MAX_VALUE;
      case MINIMUM -> -Double.MAX_VALUE;
      case PREVIOUS -> y0;
    };
  }
}
