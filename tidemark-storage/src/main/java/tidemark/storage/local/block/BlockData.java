package tidemark.storage.local.block;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tidemark.storage.StorageException;
import tidemark.storage.local.codec.ByteInput;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.log.FileHead;

/**
 * The files of a block, mapped, and what its entries say of them: columns and summaries. Valid as
 * long as the arena of the mapping. Thread-safe; what is decoded into is the caller's {@link
 * EntryReader}.
 *
 * <p>What is damaged is left out, and reported once for each file.
 */
final class BlockData {
  private static final String VALUES = "values.bin";
  private static final String TIMES = "times.bin";
  private static final String INDEX = "index.bin";

  private final String path;
  private final Manifest manifest;
  private final MemorySegment values;
  private final MemorySegment times;
  private final MemorySegment indexFile;
  private final Consumer<String> reporter;
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  /** Maps the files into an arena; an IOException says in a few words what is wrong with them. */
  BlockData(Disk disk, String path, Manifest manifest, Arena arena, Consumer<String> reporter)
      throws IOException {
    this.path = path;
    this.manifest = manifest;
    this.reporter = reporter;
    values = map(disk, arena, VALUES, manifest.valuesLength());
    times = map(disk, arena, TIMES, manifest.timesLength());
    indexFile = map(disk, arena, INDEX, manifest.indexLength());
  }

  private MemorySegment map(Disk disk, Arena arena, String name, long length) throws IOException {
    MemorySegment bytes = disk.map(path + '/' + name, arena);
    if (bytes.byteSize() != length) {
      throw new IOException("its " + name + " has " + bytes.byteSize() + " bytes, not " + length);
    }
    return bytes;
  }

  /** The entries, once the checksum of their file was found right. */
  Index index() throws IOException {
    CRC32C crc = new CRC32C();
    crc.update(indexFile.asByteBuffer());
    boolean fits =
        manifest.paged()
            ? PagedIndex.fits(manifest.indexLength(), manifest.entries())
            : FlatIndex.fits(manifest.indexLength(), manifest.entries());
    if ((int) crc.getValue() != manifest.indexCrc() || !fits) {
      throw new IOException("its " + INDEX + " is damaged");
    }
    return manifest.paged()
        ? new PagedIndex(indexFile, manifest.entries())
        : new FlatIndex(indexFile, manifest.entries());
  }

  /** Verifies the checksums of whole files; takes a sentence for each that is damaged. */
  void verify(Consumer<String> problem) {
    verify(values, manifest.valuesCrc(), VALUES, problem);
    verify(times, manifest.timesCrc(), TIMES, problem);
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

  /** Whether a read has met a damaged entry. */
  boolean isDamaged() {
    return !reported.isEmpty();
  }

  /** The points of an entry; null, and reported once, if they are damaged. */
  @Nullable Columns intact(EntryReader reader, Entry entry) {
    String file = VALUES;
    try {
      int n = entry.points();
      if (!entry.isPlausible()) {
        throw corrupt(INDEX);
      }
      long[] bits = new long[n];
      long[] marks = reader.values.decode(values(reader, entry), bits, n);
      if (entry.isRegular()) {
        return Columns.regular(entry.first(), entry.timesOffset(), bits, n, marks);
      }
      file = TIMES;
      return Columns.irregular(times(reader, entry), bits, n, marks);
    } catch (StorageException e) {
      if (reported.add(file)) {
        reporter.accept(path + '/' + file + " is damaged: " + e.getMessage());
      }
      return null;
    }
  }

  /**
   * Adds the points of an entry to regular ones.
   *
   * @return false if they do not continue what is there, or cannot be read: {@link #intact} says
   *     why
   */
  boolean addTo(RegularPoints out, EntryReader reader, Entry entry) {
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
      return false; // intact says where
    }
    out.size += n;
    return true;
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
}
