package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines of an index.bin by docs/formats/block.md alone. */
final class IndexPage {
  /**
   * A line; times are regular if {@code timesLength} is 0.
   *
   * @param summaries where they are in index.bin; they have {@code summariesLength} bytes
   */
  record Line(
      long number,
      long first,
      long last,
      int points,
      int crc,
      long valuesOffset,
      int valuesLength,
      long step,
      long timesOffset,
      int timesLength,
      int summaries,
      int summariesLength) {}

  private IndexPage() {}

  /** All lines of a file, of which its MANIFEST says how many there are. */
  static List<Line> lines(ByteBuffer index, long entries) {
    List<Line> lines = new ArrayList<>();
    int pages = (int) ((entries + 15) / 16);
    int directory = index.limit() - 16 * pages;
    for (int page = 0; page < pages; page++) {
      int from = lines.size();
      index.position((int) index.getLong(directory + 16 * page + 8));
      page(index, (int) Math.min(16, entries - 16L * page), lines);
      assertThat(lines.get(from).number()).isEqualTo(index.getLong(directory + 16 * page));
      int end =
          page + 1 == pages ? directory : (int) index.getLong(directory + 16 * (page + 1) + 8);
      assertThat(index.position()).isEqualTo(end);
    }
    return lines;
  }

  private static void page(ByteBuffer in, int n, List<Line> out) {
    long values = varint(in);
    long newTimes = varint(in);
    Line before = new Line(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int flags = in.get();
      boolean regular = (flags & 1) == 0;
      boolean same = (flags & 2) != 0;
      long number = before.number() + varint(in);
      int points = (int) varint(in);
      int length = (int) varint(in);
      int crc = in.getInt();
      long first = before.first() + (regular || !same ? signed(in) : 0);
      long step = before.step();
      long last = before.last();
      long timesOffset = before.timesOffset();
      int timesLength = regular ? 0 : before.timesLength();
      if (regular) {
        step = same ? step : varint(in);
        last = first + (points - 1) * step;
      } else if (!same) {
        last = first + varint(in);
        timesOffset = newTimes - varint(in);
        timesLength = (int) varint(in);
        newTimes = Math.max(newTimes, timesOffset + timesLength);
      }
      int summaries = (flags & 4) == 0 ? 0 : (int) varint(in);
      before =
          new Line(
              number,
              first,
              last,
              points,
              crc,
              values,
              length,
              step,
              timesOffset,
              timesLength,
              0,
              summaries);
      lines.add(before);
      values += length;
    }
    for (Line line : lines) {
      out.add(
          new Line(
              line.number,
              line.first,
              line.last,
              line.points,
              line.crc,
              line.valuesOffset,
              line.valuesLength,
              line.step,
              line.timesOffset,
              line.timesLength,
              in.position(),
              line.summariesLength));
      in.position(in.position() + line.summariesLength);
    }
  }

  static long signed(ByteBuffer in) {
    long zigzag = varint(in);
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
