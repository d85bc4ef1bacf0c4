package tidemark.storage.local.block;

import tidemark.storage.local.codec.ByteInput;
import tidemark.storage.local.codec.ByteOutput;

/**
 * The pages of an index.bin: {@value #LINES} lines each, the last of fewer, as differences from
 * line to line, and behind the lines their summaries.
 *
 * <pre>
 *   varint offset in values.bin of the first line's column, varint offset in times.bin of the next
 *   new column; then each line:
 *   u8      1 times are not regular
 *           2 as in the line before: the step, or where they are not regular all times
 *           4 there are summaries
 *   varint  number, less that of the line before
 *   varint  points
 *   varint  length of the value column, which begins where the one before ended
 *   u32     CRC32C of it
 *   not with 1 and 2:   signed varint  time of the first point, less that of the line before
 *   with neither:       varint  step
 *   with 1 and not 2:   varint  last time less the first
 *                       varint  how far before the next new column of times its own begins; 0: it
 *                               is the next new one
 *                       varint  length of the column with its CRC32C
 *   with 4:             varint  length of the summaries
 * </pre>
 *
 * <p>Before the first line of a page all are 0. A page is short because it is decoded whole where
 * one of its lines is wanted: with 64 lines a read of one series over 30 blocks took five times as
 * long as with lines of 56 bytes, and the index is 2 bytes a line smaller.
 */
final class IndexPages {
  static final int LINES = 16;

  private static final int IRREGULAR = 1;
  private static final int SAME = 2;
  private static final int SUMMARIES = 4;

  static final Entry NOTHING = new Entry(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private IndexPages() {}

  /**
   * Appends a page.
   *
   * @param lines the first {@code n}, in order of their value columns
   * @param newTimes where the first column of times begins that is not in an earlier page
   * @param summaries of these lines, one after the other
   */
  static void encode(Entry[] lines, int n, long newTimes, ByteOutput summaries, ByteOutput out) {
    out.putVar(lines[0].valuesOffset());
    out.putVar(newTimes);
    long end = newTimes;
    Entry before = NOTHING;
    for (int i = 0; i < n; i++) {
      Entry line = lines[i];
      boolean regular = line.isRegular();
      boolean same =
          i > 0
              && regular == before.isRegular()
              && line.timesOffset() == before.timesOffset()
              && line.timesLength() == before.timesLength();
      out.put(
          (regular ? 0 : IRREGULAR)
              | (same ? SAME : 0)
              | (line.summaryLength() > 0 ? SUMMARIES : 0));
      out.putVar(line.number() - before.number());
      out.putVar(line.points());
      out.putVar(line.valuesLength());
      out.putInt(line.crc());
      if (regular || !same) {
        out.putSigned(line.first() - before.first());
      }
      if (!same) {
        if (regular) {
          out.putVar(line.timesOffset());
        } else {
          out.putVar(line.last() - line.first());
          out.putVar(end - line.timesOffset());
          out.putVar(line.timesLength());
          end = Math.max(end, line.timesOffset() + line.timesLength());
        }
      }
      if (line.summaryLength() > 0) {
        out.putVar(line.summaryLength());
      }
      before = line;
    }
    out.put(summaries.array(), 0, summaries.size());
  }

  /**
   * Reads a page back.
   *
   * @param offset of the page in index.bin, where {@code in} begins
   */
  static Entry[] decode(ByteInput in, long offset, int n) {
    int start = in.position();
    long values = in.getVar();
    long newTimes = in.getVar();
    Entry[] lines = new Entry[n];
    Entry before = NOTHING;
    long summaries = 0;
    for (int i = 0; i < n; i++) {
      int flags = in.get();
      boolean regular = (flags & IRREGULAR) == 0;
      boolean same = (flags & SAME) != 0;
      long number = before.number() + in.getVar();
      int points = (int) in.getVar();
      int valuesLength = (int) in.getVar();
      int crc = in.getInt();
      long first = regular || !same ? before.first() + in.getSigned() : before.first();
      long last = before.last();
      int timesLength = before.timesLength();
      long timesOffset = before.timesOffset();
      if (!same && !regular) {
        last = first + in.getVar();
        timesOffset = newTimes - in.getVar();
        timesLength = (int) in.getVar();
        newTimes = Math.max(newTimes, timesOffset + timesLength);
      } else if (regular) {
        timesLength = 0;
        timesOffset = same ? timesOffset : in.getVar();
        last = first + (points - 1) * timesOffset;
      }
      int summaryLength = (flags & SUMMARIES) == 0 ? 0 : (int) in.getVar();
      before =
          new Entry(
              number,
              first,
              last,
              points,
              crc,
              values,
              valuesLength,
              timesLength,
              timesOffset,
              summaries,
              summaryLength);
      lines[i] = before;
      values += valuesLength;
      summaries += summaryLength;
    }
    long behind = offset + in.position() - start;
    for (int i = 0; i < n; i++) {
      if (lines[i].summaryLength() > 0) {
        lines[i] = lines[i].withSummariesBehind(behind);
      }
    }
    return lines;
  }
}
