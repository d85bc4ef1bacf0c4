package tidemark.storage.local.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tidemark.storage.local.codec.ByteOutput;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.codec.Effort;
import tidemark.storage.local.codec.LongCodec;
import tidemark.storage.local.codec.ValueCodec;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.disk.DiskFile;
import tidemark.storage.local.log.FileHead;

/**
 * Writes one block: files under a temporary name, each synced, MANIFEST last; then the directory
 * gets its name and its parent is synced. Until {@link #finish} returns nobody sees it, and what a
 * killed process leaves is deleted at the next start. One thread.
 */
public final class BlockWriter {
  /** The most points in one entry. */
  static final int ENTRY_POINTS = 4096;

  private final Disk disk;
  private final String root;
  private final long generation;
  private final long sequence;
  private final String temporary;
  private @Nullable String named;
  private final Part values;
  private final Part times;
  private final Part index;
  private final Effort effort;
  private final Rounding rounding;
  private final ValueCodec valueCodec;
  private final LongCodec longCodec;
  private final ByteOutput scratch = new ByteOutput(1 << 16);
  private final Entry[] page = new Entry[IndexPages.LINES];
  private final ByteOutput summaries = new ByteOutput(1 << 12);
  private final ByteOutput directory = new ByteOutput(1 << 8);
  private final SummaryWriter summaryWriter = new SummaryWriter();
  private int lines;
  private long pageTimes;
  private final CRC32C crc = new CRC32C();
  private long[] timeColumn = new long[ENTRY_POINTS];
  private int sharedSize;
  private long sharedOffset;
  private int sharedLength;
  private long[] sharedTimes = new long[ENTRY_POINTS];
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long points;
  private long entries;

  /**
   * Starts a block.
   *
   * @param root the directory of all blocks of its kind
   * @param generation greater than of all blocks there before
   * @param sequence the last append to the log that the points include
   * @param effort of encoding
   * @param rounding of all values
   */
  public BlockWriter(
      Disk disk, String root, long generation, long sequence, Effort effort, Rounding rounding)
      throws IOException {
    this.effort = effort;
    this.rounding = rounding;
    valueCodec = new ValueCodec(effort);
    longCodec = new LongCodec(effort);
    this.disk = disk;
    this.root = root;
    this.generation = generation;
    this.sequence = sequence;
    this.temporary = String.format(Locale.ROOT, "%s/%08d.tmp", root, generation);
    disk.delete(temporary);
    disk.createDirectory(temporary);
    List<Part> parts = new ArrayList<>();
    try {
      parts.add(new Part("values.bin", "TIDEVAL"));
      parts.add(new Part("times.bin", "TIDETIM"));
      parts.add(new Part("index.bin", "TIDEIDX"));
    } catch (IOException e) {
      discard(parts);
      throw e;
    }
    values = parts.get(0);
    times = parts.get(1);
    index = parts.get(2);
    pageTimes = times.length;
  }

  /**
   * Adds points of a series, which may be rounded in place; series come in ascending order of
   * number.
   */
  public void add(long number, Columns columns, int from, int to) throws IOException {
    rounding.apply(number, columns, from, to);
    for (int start = from; start < to; start += ENTRY_POINTS) {
      entry(number, columns, start, Math.min(start + ENTRY_POINTS, to));
    }
  }

  private void entry(long number, Columns columns, int from, int to) throws IOException {
    int n = to - from;
    crc.reset();
    scratch.clear();
    valueCodec.encode(columns, from, to, scratch);
    crc.update(scratch.array(), 0, scratch.size());
    long valuesOffset = values.put(scratch);
    int valuesLength = scratch.size();
    int valuesCrc = (int) crc.getValue();
    int timesLength = 0;
    long timesOffset = n > 1 ? columns.timestamp(from + 1) - columns.timestamp(from) : 0;
    if (!columns.isRegular()) {
      timesLength = shared(columns, from, to);
      timesOffset = sharedOffset;
    }
    int summaryOffset = summaries.size();
    summaryWriter.write(columns, from, to, valueCodec, valuesLength, summaries);
    line(
        new Entry(
            number,
            columns.timestamp(from),
            columns.timestamp(to - 1),
            n,
            valuesCrc,
            valuesOffset,
            valuesLength,
            timesLength,
            timesOffset,
            0,
            summaries.size() - summaryOffset));
    first = Math.min(first, columns.timestamp(from));
    last = Math.max(last, columns.timestamp(to - 1));
    points += n;
    entries++;
  }

  private void line(Entry entry) throws IOException {
    page[lines++] = entry;
    if (lines == page.length) {
      endPage();
    }
  }

  private void endPage() throws IOException {
    if (lines > 0) {
      directory.putLong(page[0].number());
      directory.putLong(index.length);
      scratch.clear();
      IndexPages.encode(page, lines, pageTimes, summaries, scratch);
      index.put(scratch);
      lines = 0;
      pageTimes = times.length;
      summaries.clear();
    }
  }

  /**
   * Writes a column of times, unless the one before was the same: series of one sender share it.
   */
  private int shared(Columns columns, int from, int to) throws IOException {
    int n = to - from;
    boolean same = n == sharedSize;
    for (int i = 0; i < n; i++) {
      timeColumn[i] = columns.timestamp(from + i);
      same = same && timeColumn[i] == sharedTimes[i];
    }
    if (!same) {
      scratch.clear();
      longCodec.encode(timeColumn, 0, n, scratch);
      crc.reset();
      crc.update(scratch.array(), 0, scratch.size());
      scratch.putInt((int) crc.getValue());
      sharedOffset = times.put(scratch);
      sharedLength = scratch.size();
      sharedSize = n;
      long[] swap = sharedTimes;
      sharedTimes = timeColumn;
      timeColumn = swap;
    }
    return sharedLength;
  }

  /** Whether nothing was added. */
  public boolean isEmpty() {
    return entries == 0;
  }

  /** Bytes written so far. */
  public long bytes() {
    return values.length + times.length + index.length;
  }

  /**
   * Makes the block durable and visible, and opens it.
   *
   * @param reporter of damage, see {@link Block#open}
   */
  public Block finish(Consumer<String> reporter) throws IOException {
    endPage();
    index.put(directory);
    values.finish();
    times.finish();
    index.finish();
    Manifest manifest =
        new Manifest(
            effort,
            true,
            generation,
            sequence,
            first,
            last,
            points,
            entries,
            values.length,
            times.length,
            index.length,
            values.crc(),
            times.crc(),
            index.crc());
    try (DiskFile file = disk.create(temporary + '/' + Manifest.FILE)) {
      file.writeFully(manifest.bytes());
      file.sync();
    }
    disk.syncDirectory(temporary);
    String day = root + '/' + day(first);
    disk.createDirectory(day);
    disk.syncDirectory(root);
    String path = day + '/' + String.format(Locale.ROOT, "%08d-%d-%d", generation, first, last);
    disk.delete(path); // left by an attempt that failed after the rename
    named = path;
    disk.rename(temporary, path);
    disk.syncDirectory(day);
    disk.syncDirectory(root);
    return Block.open(disk, path, reporter);
  }

  /**
   * Where the block is, or may be if {@link #finish} failed late: then the next start would find
   * it. Null as long as it surely has no name.
   */
  public @Nullable String named() {
    return named;
  }

  /** The number that its files are named by. */
  public long generation() {
    return generation;
  }

  private static String day(long time) {
    long bounded = Math.clamp(time, -62_135_596_800_000L, 253_402_300_799_999L);
    return DateTimeFormatter.ISO_LOCAL_DATE.format(
        Instant.ofEpochMilli(bounded).atOffset(ZoneOffset.UTC));
  }

  /** Throws away what was written and has no name yet. */
  public void abort() {
    discard(List.of(values, times, index));
  }

  private void discard(List<Part> parts) {
    parts.forEach(Part::close);
    try {
      disk.delete(temporary);
    } catch (IOException e) {
      // deleted at the next start
    }
  }

  /** One file, buffered, with its checksum. */
  private final class Part {
    private final DiskFile file;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final CRC32C sum = new CRC32C();
    long length;

    Part(String name, String magic) throws IOException {
      file = disk.create(temporary + '/' + name);
      buffer.put(FileHead.of(magic, 0));
      length = FileHead.SIZE;
    }

    long put(ByteOutput bytes) throws IOException {
      long offset = length;
      for (int from = 0; from < bytes.size(); ) {
        if (!buffer.hasRemaining()) {
          flush();
        }
        int n = Math.min(buffer.remaining(), bytes.size() - from);
        buffer.put(bytes.array(), from, n);
        from += n;
      }
      length += bytes.size();
      return offset;
    }

    private void flush() throws IOException {
      buffer.flip();
      sum.update(buffer.duplicate());
      file.writeFully(buffer);
      buffer.clear();
    }

    void finish() throws IOException {
      flush();
      file.sync();
      file.close();
    }

    int crc() {
      return (int) sum.getValue();
    }

    void close() {
      try {
        file.close();
      } catch (IOException e) {
        // thrown away anyway
      }
    }
  }
}
