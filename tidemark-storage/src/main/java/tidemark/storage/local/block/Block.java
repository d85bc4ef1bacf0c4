package tidemark.storage.local.block;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tidemark.storage.StorageException;
import tidemark.storage.local.codec.ByteInput;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.codec.Effort;
import tidemark.storage.local.codec.TimeOrder;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.log.FileHead;

/**
 * An immutable block, mapped. Counted: whoever reads holds a {@link BlockSet}, and the files are
 * unmapped when the last set that has the block is released. Thread-safe.
 */
public final class Block implements AutoCloseable {
  private final String path;
  private final Manifest manifest;
  private final Arena arena;
  private final MemorySegment values;
  private final MemorySegment times;
  private final MemorySegment indexFile;
  private final Index index;
  private final Consumer<String> reporter;
  private final Set<String> reported = ConcurrentHashMap.newKeySet();
  private final AtomicInteger references = new AtomicInteger(1);

  private Block(Disk disk, String path, Manifest manifest, Arena arena, Consumer<String> reporter)
      throws IOException {
    this.path = path;
    this.reporter = reporter;
    this.manifest = manifest;
    this.arena = arena;
    values = map(disk, "values.bin", manifest.valuesLength());
    times = map(disk, "times.bin", manifest.timesLength());
    indexFile = map(disk, "index.bin", manifest.indexLength());
    CRC32C crc = new CRC32C();
    crc.update(indexFile.asByteBuffer());
    boolean fits =
        manifest.paged()
            ? PagedIndex.fits(manifest.indexLength(), manifest.entries())
            : FlatIndex.fits(manifest.indexLength(), manifest.entries());
    if ((int) crc.getValue() != manifest.indexCrc() || !fits) {
      throw new IOException("its index.bin is damaged");
    }
    index =
        manifest.paged()
            ? new PagedIndex(indexFile, manifest.entries())
            : new FlatIndex(indexFile, manifest.entries());
  }

  /**
   * Opens a block directory; an IOException says in a few words what is wrong with it.
   *
   * @param reporter told once of each file in which a read finds damage
   */
  public static Block open(Disk disk, String path, Consumer<String> reporter) throws IOException {
    Manifest manifest = Manifest.parse(disk.read(path + '/' + Manifest.FILE));
    @SuppressWarnings("MustBeClosed") // closed by the last release
    Arena arena = Arena.ofShared();
    try {
      return new Block(disk, path, manifest, arena, reporter);
    } catch (IOException e) {
      arena.close();
      throw e;
    }
  }

  private MemorySegment map(Disk disk, String name, long length) throws IOException {
    MemorySegment bytes = disk.map(path + '/' + name, arena);
    if (bytes.byteSize() != length) {
      throw new IOException("its " + name + " has " + bytes.byteSize() + " bytes, not " + length);
    }
    return bytes;
  }

  void retain() {
    references.incrementAndGet();
  }

  void release() {
    if (references.decrementAndGet() == 0) {
      arena.close();
    }
  }

  public long generation() {
    return manifest.generation();
  }

  /** The last append to the log that the points include. */
  public long sequence() {
    return manifest.sequence();
  }

  public long points() {
    return manifest.points();
  }

  /** Whether it was written with {@link Effort#SMALLEST}. */
  public boolean isSmallest() {
    return manifest.effort() == Effort.SMALLEST;
  }

  /** Bytes of all files. */
  public long bytes() {
    return manifest.valuesLength()
        + manifest.timesLength()
        + manifest.indexLength()
        + Manifest.SIZE;
  }

  /** In which period of a length, in ms, since the epoch its first point is. */
  public long period(long length) {
    return Math.floorDiv(manifest.first(), length);
  }

  /** Whether both reach over a common time. */
  public boolean overlaps(Block other) {
    return manifest.first() <= other.manifest.last() && other.manifest.first() <= manifest.last();
  }

  /** Where its files are. */
  public String path() {
    return path;
  }

  /**
   * Deletes the files of a block, which readers that have them mapped do not notice. Where it
   * failed half way it can be called again.
   *
   * @param root the directory of all blocks of its kind
   */
  public static void delete(Disk disk, String root, String path, long generation)
      throws IOException {
    String doomed = String.format(Locale.ROOT, "%s/%08d.tmp", root, generation);
    if (disk.exists(path)) {
      disk.delete(doomed);
      disk.rename(path, doomed);
    }
    disk.syncDirectory(path.substring(0, path.lastIndexOf('/')));
    disk.delete(doomed);
  }

  /** Whether its points reach into {@code from <= t < until}. */
  public boolean overlaps(long from, long until) {
    return manifest.first() < until && manifest.last() >= from;
  }

  /** Whether all points are in {@code from <= t < until}. */
  public boolean isWithin(long from, long until) {
    return from <= manifest.first() && manifest.last() < until;
  }

  /** Lets go of a block that no {@link BlockSet} has. */
  @Override
  public void close() {
    release();
  }

  /** Takes the size of an entry: points, and bytes in all files. */
  @FunctionalInterface
  public interface Sizes {
    void entry(long number, long points, long bytes);
  }

  /**
   * Hands over the sizes of all entries; a column of times counts for the first that has it, the
   * lines of the index count alike for all but their summaries.
   */
  public void sizes(Sizes out) {
    long lines = indexFile.byteSize();
    for (long i = 0; i < manifest.entries(); i++) {
      lines -= index.at(i).summaryLength();
    }
    long line = lines / Math.max(1, manifest.entries());
    long shared = -1;
    for (long i = 0; i < manifest.entries(); i++) {
      Entry entry = index.at(i);
      boolean own = entry.timesLength() != 0 && entry.timesOffset() != shared;
      shared = own ? entry.timesOffset() : shared;
      int times = own ? entry.timesLength() : 0;
      long bytes = line + entry.summaryLength() + entry.valuesLength() + (long) times;
      out.entry(entry.number(), entry.points(), bytes);
    }
  }

  /**
   * Verifies the checksums of whole files and decodes every entry.
   *
   * @param problem takes a sentence for each file that is damaged; entries are reported as by reads
   */
  public void verify(EntryReader reader, Consumer<String> problem) {
    verify(values, manifest.valuesCrc(), "values.bin", problem);
    verify(times, manifest.timesCrc(), "times.bin", problem);
    for (long i = 0; i < manifest.entries(); i++) {
      intact(reader, index.at(i));
    }
  }

  private void verify(MemorySegment file, int expected, String name, Consumer<String> problem) {
    CRC32C crc = new CRC32C();
    long size = file.byteSize();
    try {
      for (long at = 0; at < size; at += 1 << 30) {
        crc.update(file.asSlice(at, Math.min(1 << 30, size - at)).asByteBuffer());
      }
    } catch (InternalError e) {
      problem.accept(path + '/' + name + " has a page that cannot be read"); // SIGBUS
      return;
    }
    if ((int) crc.getValue() != expected) {
      problem.accept(path + '/' + name + " is damaged: its checksum is wrong");
    }
  }

  /** Hands over the number of each series once. */
  public void numbers(LongConsumer out) {
    long previous = 0;
    for (long i = 0; i < manifest.entries(); i++) {
      long number = index.at(i).number();
      if (i == 0 || number != previous) {
        out.accept(number);
      }
      previous = number;
    }
  }

  /**
   * The series' points that overlap {@code from <= t < until}, in whole entries; null if none.
   * Entries that are damaged are left out and reported.
   */
  public @Nullable Columns read(EntryReader reader, long number, long from, long until) {
    Columns found = null;
    for (long i = index.find(number); i < manifest.entries(); i++) {
      Entry entry = index.at(i);
      if (entry.number() != number || entry.first() >= until) {
        break;
      }
      if (entry.last() >= from) {
        Columns columns = intact(reader, entry);
        if (columns != null) {
          found = found == null ? columns : TimeOrder.merge(found, columns);
        }
      }
    }
    return found;
  }

  /**
   * Adds the same points to regular ones.
   *
   * @return false if they do not continue what is there, or cannot be read: {@link #read} can
   */
  public boolean addTo(RegularPoints out, EntryReader reader, long number, long from, long until) {
    for (long i = index.find(number); i < manifest.entries(); i++) {
      Entry entry = index.at(i);
      if (entry.number() != number || entry.first() >= until) {
        break;
      }
      if (entry.last() >= from && !addTo(out, reader, entry)) {
        return false;
      }
    }
    return true;
  }

  private boolean addTo(RegularPoints out, EntryReader reader, Entry entry) {
    int n = entry.points();
    if (!entry.isRegular()
        || !entry.isPlausible()
        || !out.fits(entry.first(), entry.timesOffset(), n)) {
      return false;
    }
    try {
      if (!reader.values.decodeDoubles(values(reader, entry), out.values, out.size, n)) {
        return false;
      }
    } catch (StorageException e) {
      return false; // read says where
    }
    out.size += n;
    return true;
  }

  /** Hands over the series' entries that overlap {@code from <= t < until}, in order of time. */
  public void pieces(long number, long from, long until, Consumer<Piece> out) {
    for (long i = index.find(number); i < manifest.entries(); i++) {
      Entry entry = index.at(i);
      if (entry.number() != number || entry.first() >= until) {
        break;
      }
      if (entry.last() >= from) {
        out.accept(new Piece(this, entry));
      }
    }
  }

  /** Whether the series' last entry ends at or after a time. */
  public boolean reaches(long number, long from) {
    long next = index.find(number + 1);
    if (next == 0 || index.at(next - 1).number() != number) {
      return false;
    }
    return index.at(next - 1).last() >= from;
  }

  /** Whether it has points of a series. */
  public boolean has(long number) {
    long at = index.find(number);
    return at < manifest.entries() && index.at(at).number() == number;
  }

  /** The time of the first point of a series that it {@link #has}. */
  public long first(long number) {
    return index.at(index.find(number)).first();
  }

  /** The time of the last one. */
  public long last(long number) {
    return index.at(index.find(number + 1) - 1).last();
  }

  /** Whether a read has met a damaged entry. */
  public boolean isDamaged() {
    return !reported.isEmpty();
  }

  /**
   * See {@link Piece#summaries}.
   *
   * @throws StorageException CORRUPT if the index, which was checked when it was opened, has
   *     changed
   */
  boolean summaries(EntryReader reader, Entry entry, Predicate<Summary> out) {
    ByteInput in = load(reader, indexFile, entry.summaryOffset(), entry.summaryLength());
    reader.summaries.start(entry, in);
    while (reader.summaries.next()) {
      if (!out.test(reader.summaries.current())) {
        return false;
      }
    }
    return true;
  }

  /** How much time each of an entry's summaries covers. */
  SummaryUnit summaryUnit(Entry entry) {
    int head = indexFile.get(ValueLayout.JAVA_BYTE, entry.summaryOffset());
    return SummaryUnit.of(head & 3);
  }

  /** The points of an entry; null, and reported once, if they are damaged. */
  @Nullable Columns intact(EntryReader reader, Entry entry) {
    String file = "values.bin";
    try {
      int n = entry.points();
      if (!entry.isPlausible()) {
        throw corrupt("index.bin");
      }
      long[] bits = new long[n];
      long[] marks = reader.values.decode(values(reader, entry), bits, n);
      if (entry.isRegular()) {
        return Columns.regular(entry.first(), entry.timesOffset(), bits, n, marks);
      }
      file = "times.bin";
      return Columns.irregular(times(reader, entry), bits, n, marks);
    } catch (StorageException e) {
      if (reported.add(file)) {
        reporter.accept(path + '/' + file + " is damaged: " + e.getMessage());
      }
      return null;
    }
  }

  private ByteInput values(EntryReader reader, Entry entry) {
    int length = entry.valuesLength();
    ByteInput in = load(reader, values, entry.valuesOffset(), length);
    if (reader.crc(length) != entry.crc()) {
      throw corrupt("a checksum is wrong");
    }
    return in;
  }

  private long[] times(EntryReader reader, Entry entry) {
    int length = entry.timesLength() - 4;
    ByteInput in = load(reader, times, entry.timesOffset(), entry.timesLength());
    in.skip(length);
    if (reader.crc(length) != in.getInt()) {
      throw corrupt("a checksum is wrong");
    }
    long[] t = new long[entry.points()];
    reader.times.decode(in.reset(in.array(), 0, length), t, t.length);
    return t;
  }

  private static ByteInput load(EntryReader reader, MemorySegment file, long offset, int length) {
    if (offset < FileHead.SIZE || length < 1 || length > file.byteSize() - offset) {
      throw corrupt("a length outside its file");
    }
    try {
      return reader.load(file, offset, length);
    } catch (InternalError e) {
      throw corrupt("a page that cannot be read"); // SIGBUS
    }
  }

  private static StorageException corrupt(String what) {
    return ByteInput.corrupt(what);
  }

  @Override
  public String toString() {
    return path;
  }
}
