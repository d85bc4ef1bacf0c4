package tidemark.storage.local.block;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tidemark.storage.local.codec.Columns;
import tidemark.storage.local.codec.Effort;
import tidemark.storage.local.codec.TimeOrder;
import tidemark.storage.local.disk.Disk;

/**
 * An immutable block, mapped. Counted: whoever reads holds a {@link BlockSet}, and the files are
 * unmapped when the last set that has the block is released. Thread-safe.
 */
public final class Block implements AutoCloseable {
  private final String path;
  private final Manifest manifest;
  private final Arena arena;
  private final BlockData data;
  private final Index index;
  private final AtomicInteger references = new AtomicInteger(1);

  private Block(Disk disk, String path, Manifest manifest, Arena arena, Consumer<String> reporter)
      throws IOException {
    this.path = path;
    this.manifest = manifest;
    this.arena = arena;
    data = new BlockData(disk, path, manifest, arena, reporter);
    index = data.index();
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
    long lines = manifest.indexLength();
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
    data.verify(problem);
    for (long i = 0; i < manifest.entries(); i++) {
      data.intact(reader, index.at(i));
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
        Columns columns = data.intact(reader, entry);
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
      if (entry.last() >= from && !data.addTo(out, reader, entry)) {
        return false;
      }
    }
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
        out.accept(new Piece(data, entry));
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
    return data.isDamaged();
  }

  @Override
  public String toString() {
    return path;
  }
}
