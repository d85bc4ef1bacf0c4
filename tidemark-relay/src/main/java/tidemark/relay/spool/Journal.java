package tidemark.relay.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What makes several things happen together although the process may be killed between them: lines
 * of one frame that enter several spools, points that enter aggregators, buckets that become lines
 * (docs/formats/journal.md). An entry is handed to the kernel first and done afterwards; after a
 * kill the entries behind the last state are done again, by each spool only those that it does not
 * have.
 *
 * <pre>
 *   state    entries behind it        state: senders' last lines, open buckets, as of a mark
 *   mark 7 | 8 | 9 | 10               once a segment is full a new state is written
 * </pre>
 *
 * <p>Bounded by the length of a segment and the size of the state; if a state cannot be written no
 * entry is taken beyond {@link #MOST_BYTES}.
 */
public final class Journal implements AutoCloseable {
  private static final long SEGMENT_BYTES = 16 << 20;
  private static final long MOST_BYTES = 8 * SEGMENT_BYTES;

  /** Takes the owner's part of the state. */
  public interface StateReader {
    void read(byte[] state) throws IOException;
  }

  /** Takes an entry that is done again. */
  public interface Redo {
    void redo(long mark, JournalEntry entry);
  }

  // Taken behind the lock of Plans and before those of backlogs.
  private final ReentrantLock lock = new ReentrantLock();
  private final Path folder;
  private final Path stateFile;
  private final Consumer<String> complain;
  private final Senders senders = new Senders();
  private Supplier<byte[]> owner = () -> new byte[0];
  private @Nullable Segment segment;
  private long mark;
  private boolean failing;

  /**
   * Opens a journal. It takes no entries before {@link #begin}.
   *
   * @param complain told what went wrong on the disk, once until it works again
   * @throws IOException if the folder cannot be used
   */
  public Journal(Path folder, Consumer<String> complain) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.stateFile = folder.resolve("state");
    this.complain = complain;
  }

  /**
   * Reads what an earlier process left.
   *
   * @param state takes the owner's part of the state, if there is one
   * @throws IOException if it cannot be read
   */
  public void recover(StateReader state, Redo redo) throws IOException {
    StateFile.State left = StateFile.read(stateFile);
    if (left != null) {
      mark = left.mark();
      var in = new DataInputStream(new ByteArrayInputStream(left.bytes()));
      senders.load(in);
      state.read(in.readAllBytes());
    }
    for (Path file : Segment.files(folder, Segment.Kind.JOURNAL)) {
      Segment found = Segment.open(file, Segment.Kind.JOURNAL);
      if (found != null) {
        redo(found, redo);
        found.close();
      }
    }
  }

  private void redo(Segment from, Redo redo) throws IOException {
    long at = Segment.HEADER;
    for (Segment.Frame frame = from.frame(at); frame != null; frame = from.frame(at)) {
      byte[] bytes = new byte[frame.length()];
      if (!from.read(frame, bytes, 0)) {
        complain.accept("a damaged entry of the journal in " + folder + " is left out");
      } else if (frame.mark() > mark) {
        JournalEntry entry = JournalEntry.decode(bytes);
        redo.redo(frame.mark(), entry);
        took(frame.mark(), entry);
      }
      at = frame.end();
    }
  }

  private void took(long newMark, JournalEntry entry) {
    mark = newMark;
    if (entry.sender() != 0) {
      senders.took(entry.sender(), entry.lastLine());
    }
  }

  /**
   * Begins to take entries.
   *
   * @param state the owner's part of the state; called while no entry is being done
   * @throws IOException if the state cannot be written
   */
  public void begin(Supplier<byte[]> state) throws IOException {
    lock.lock();
    try {
      owner = state;
      checkpoint();
    } finally {
      lock.unlock();
    }
  }

  /** Work that may fail on the disk. */
  public interface Work {
    void run() throws IOException;
  }

  /** Works while nobody else commits. */
  public void atomically(Work work) throws IOException {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /** The number of the last line taken from a sender; 0: none. */
  public long last(long sender) {
    lock.lock();
    try {
      return senders.last(sender);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Keeps an entry and does it.
   *
   * @param doing does it, told the entry's mark
   * @throws IOException if it could not be kept; then it has not been done
   */
  public void commit(JournalEntry entry, LongConsumer doing) throws IOException {
    lock.lock();
    try {
      append(entry.encode());
      took(mark + 1, entry);
      doing.accept(mark);
      if (segment != null && segment.size() > SEGMENT_BYTES) {
        tryCheckpoint();
      }
    } finally {
      lock.unlock();
    }
  }

  private void append(byte[] entry) throws IOException {
    try {
      Segment open = segment;
      if (open == null) {
        throw new IOException("it is closed");
      }
      if (open.size() + entry.length > Math.max(MOST_BYTES, Segment.LARGEST_FRAME)) {
        throw new IOException("its state could not be written for too long");
      }
      open.append(entry, 0, entry.length, 1, mark + 1);
      failing = false;
    } catch (IOException e) {
      String text = "the journal " + folder + " cannot be written: " + e.getMessage();
      if (!failing) {
        failing = true;
        complain.accept(text);
      }
      throw new IOException(text, e);
    }
  }

  private void tryCheckpoint() {
    try {
      checkpoint();
    } catch (IOException e) {
      complain.accept("the journal's state " + stateFile + " cannot be written: " + e.getMessage());
    }
  }

  /** Writes the state and begins an empty segment. */
  private void checkpoint() throws IOException {
    List<Path> before = Segment.files(folder, Segment.Kind.JOURNAL);
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    senders.save(out);
    out.write(owner.get());
    StateFile.write(stateFile, new StateFile.State(mark, bytes.toByteArray()));
    Segment full = segment;
    segment = Segment.create(folder, Segment.Kind.JOURNAL, mark + 1, mark + 1, mark);
    if (full != null) {
      full.close();
    }
    for (Path file : before) {
      if (!file.equals(folder.resolve(Segment.Kind.JOURNAL.name(mark + 1)))) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Writes the state; no entry is taken any more. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (segment != null) {
        tryCheckpoint();
        segment.close();
        segment = null;
      }
    } catch (IOException e) {
      complain.accept("the journal " + folder + " cannot be closed: " + e.getMessage());
    } finally {
      lock.unlock();
    }
  }
}
