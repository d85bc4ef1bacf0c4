package tidemark.storage.local.block;

/**
 * A line of an {@link Index}: some points of a series and where they are.
 *
 * @param number of the series
 * @param first time of the first point, ms
 * @param last time of the last point
 * @param points 1 to {@link BlockWriter#ENTRY_POINTS}
 * @param crc CRC32C of the value column
 * @param valuesOffset of the value column in values.bin
 * @param valuesLength its bytes
 * @param timesLength bytes of the time column with its CRC32C, or 0: times are regular
 * @param timesOffset of the time column in times.bin, or the step of regular times
 * @param summaryOffset of the summaries in index.bin
 * @param summaryLength their bytes, or 0: there are none
 */
record Entry(
    long number,
    long first,
    long last,
    int points,
    int crc,
    long valuesOffset,
    int valuesLength,
    int timesLength,
    long timesOffset,
    long summaryOffset,
    int summaryLength) {
  boolean isRegular() {
    return timesLength == 0;
  }

  /** Whether the points are few enough to be real. */
  boolean isPlausible() {
    return points >= 1 && points <= BlockWriter.ENTRY_POINTS;
  }

  /** The same, where the offset of the summaries was counted from a place. */
  Entry withSummariesBehind(long place) {
    return new Entry(
        number,
        first,
        last,
        points,
        crc,
        valuesOffset,
        valuesLength,
        timesLength,
        timesOffset,
        place + summaryOffset,
        summaryLength);
  }
}
