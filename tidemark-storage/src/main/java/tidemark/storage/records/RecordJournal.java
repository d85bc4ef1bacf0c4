package tidemark.storage.records;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tidemark.model.TimeRange;
import tidemark.storage.Records;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.disk.RealDisk;
import tidemark.storage.local.log.FrameBuffer;
import tidemark.storage.local.log.FrameFile;

/*
 * Everything is in memory; the file is only appended to and read at the start. When most of what it holds
 * has been replaced since, it is written anew at the start, beside the old one, synced, and renamed over it: a
 * crash at any moment leaves one whole file.
 *
 * A write is appended and synced before memory changes, so that nobody sees what a power cut could still
 * take away. There are few of them, and a sync for each is cheap beside what it promises.
 */
/**
 * Records in a journal, or in memory alone. Readers take no lock; writers take turns, one sync for
 * each call.
 */
public final class RecordJournal implements Records {
  private static final String FILE = "records.log";
  private static final String NEW_FILE = "records.new";

  /** A file with fewer frames than this is not worth writing anew. */
  private static final int SMALL = 1000;

  private final Map<String, Map<String, Entry>> kinds = new ConcurrentHashMap<>();
  private final FrameBuffer frames = new FrameBuffer(1024); // guarded by this
  private final @Nullable FrameFile file; // guarded by this
  private boolean closed; // guarded by this

  private RecordJournal(@Nullable FrameFile file) {
    this.file = file;
  }

  /** Records that end with the process. */
  public static RecordJournal inMemory() {
    return new RecordJournal(null);
  }

  /**
   * The records kept in {@code records.log} of a directory; made if there is none.
   *
   * @param damage told in a sentence what was found damaged
   * @throws StorageException UNAVAILABLE if the file cannot be used
   */
  public static RecordJournal open(Path directory, Consumer<String> damage) {
    try {
      return open(new RealDisk(directory), damage);
    } catch (IOException e) {
      throw new StorageException(Reason.UNAVAILABLE, "cannot use the records in " + directory, e);
    }
  }

  static RecordJournal open(Disk disk, Consumer<String> damage) throws IOException {
    FrameFile file = new FrameFile(disk, FILE, RecordFrames.MAGIC);
    RecordJournal journal = new RecordJournal(file);
    int read = journal.replay(file, damage);
    int kept = journal.kinds.values().stream().mapToInt(Map::size).sum();
    if (read < SMALL || read < 2 * kept) {
      return journal;
    }
    file.close();
    journal.rewrite(disk);
    return open(disk, damage);
  }

  private int replay(FrameFile from, Consumer<String> damage) throws IOException {
    int[] read = {0};
    from.open(
        (type, sequence, frame) -> {
          read[0]++;
          switch (type) {
            case RecordFrames.PUT -> remember(RecordFrames.readPut(frame.body()));
            case RecordFrames.GONE -> {
              String kind = RecordFrames.text(frame.body());
              of(kind).remove(RecordFrames.text(frame.body()));
            }
            default -> damage.accept("records.log holds a frame of unknown type " + type);
          }
        },
        damage::accept);
    return read[0];
  }

  private void rewrite(Disk disk) throws IOException {
    disk.delete(NEW_FILE);
    try (FrameFile fresh = new FrameFile(disk, NEW_FILE, RecordFrames.MAGIC)) {
      fresh.open((type, sequence, frame) -> {}, damage -> {});
      for (Map<String, Entry> kind : kinds.values()) {
        for (Entry entry : kind.values()) {
          frames.clear();
          RecordFrames.put(frames, entry);
          fresh.append(frames, 0);
        }
      }
      fresh.sync();
    }
    disk.rename(NEW_FILE, FILE);
    disk.syncDirectory("");
  }

  private Map<String, Entry> of(String kind) {
    return kinds.computeIfAbsent(kind, k -> new ConcurrentHashMap<>());
  }

  private void remember(Entry entry) {
    of(entry.kind()).put(entry.key(), entry);
  }

  @Override
  public synchronized void put(List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    frames.clear();
    entries.forEach(entry -> RecordFrames.put(frames, entry));
    append();
    entries.forEach(this::remember);
  }

  @Override
  public synchronized void delete(String kind, List<String> keys) {
    List<String> there = keys.stream().filter(of(kind)::containsKey).toList();
    if (there.isEmpty()) {
      return;
    }
    frames.clear();
    there.forEach(key -> RecordFrames.gone(frames, kind, key));
    append();
    there.forEach(of(kind)::remove);
  }

  private void append() {
    if (closed) {
      throw new StorageException(Reason.CLOSED, "the records are closed");
    }
    if (file != null) {
      try {
        file.append(frames, 0);
        file.sync();
      } catch (IOException e) {
        throw new StorageException(Reason.UNAVAILABLE, "cannot write to records.log", e);
      }
    }
  }

  @Override
  public @Nullable Entry get(String kind, String key) {
    return of(kind).get(key);
  }

  @Override
  public List<Entry> scan(String kind, TimeRange range, Predicate<Entry> condition) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : of(kind).values()) {
      if (entry.time() >= range.from() && entry.time() < range.until() && condition.test(entry)) {
        found.add(entry);
      }
    }
    found.sort(Comparator.comparingLong(Entry::time).thenComparing(Entry::key));
    return found;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new StorageException(Reason.UNAVAILABLE, "cannot close records.log", e);
      }
    }
  }
}
