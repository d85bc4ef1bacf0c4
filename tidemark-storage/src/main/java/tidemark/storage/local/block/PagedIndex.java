package tidemark.storage.local.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import tidemark.storage.local.codec.ByteInput;
import tidemark.storage.local.log.FileHead;

/**
 * An index.bin of {@link IndexPages} and, at its end, a directory of them.
 *
 * <pre>
 *   pages, one after the other
 *   for each page   u64  number of its first line
 *                   u64  its offset in the file
 * </pre>
 *
 * <p>The page read last is kept: reads go through the series in order, so most find theirs in it.
 */
final class PagedIndex implements Index {
  /** Bytes of a page's line in the directory. */
  static final int DIRECTORY = 16;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment file;
  private final long size;
  private final long pages;
  private final long directory;
  private volatile @Nullable Page recent;

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody, never written
  private record Page(long number, Entry[] lines) {}

  /** Of so many lines. */
  PagedIndex(MemorySegment file, long size) {
    this.file = file;
    this.size = size;
    pages = pages(size);
    directory = file.byteSize() - pages * DIRECTORY;
  }

  private static long pages(long lines) {
    return (lines + IndexPages.LINES - 1) / IndexPages.LINES;
  }

  /** Whether a file of so many bytes can hold so many lines. */
  static boolean fits(long bytes, long lines) {
    return bytes >= FileHead.SIZE + pages(lines) * DIRECTORY;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Entry at(long i) {
    return page(i / IndexPages.LINES)[(int) (i % IndexPages.LINES)];
  }

  private Entry[] page(long number) {
    Page page = recent;
    if (page == null || page.number != number) {
      page = new Page(number, decode(number));
      recent = page;
    }
    return page.lines;
  }

  private Entry[] decode(long number) {
    long offset = offset(number);
    long end = number + 1 == pages ? directory : offset(number + 1);
    if (offset < FileHead.SIZE || end > directory || end - offset > Integer.MAX_VALUE) {
      throw ByteInput.corrupt("a page of an index outside its file");
    }
    byte[] bytes = file.asSlice(offset, end - offset).toArray(ValueLayout.JAVA_BYTE);
    int lines = (int) Math.min(IndexPages.LINES, size - number * IndexPages.LINES);
    return IndexPages.decode(new ByteInput().reset(bytes, 0, bytes.length), offset, lines);
  }

  private long offset(long page) {
    return file.get(LONG, directory + page * DIRECTORY + 8);
  }

  @Override
  public long find(long number) {
    // the last page that begins below the number: lines of one series may fill several
    long low = 0;
    long high = pages;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (file.get(LONG, directory + middle * DIRECTORY) < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return 0;
    }
    Entry[] lines = page(low - 1);
    int i = 0;
    while (i < lines.length && lines[i].number() < number) {
      i++;
    }
    return (low - 1) * IndexPages.LINES + i;
  }
}
