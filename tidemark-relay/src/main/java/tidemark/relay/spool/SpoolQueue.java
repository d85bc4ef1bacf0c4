package tidemark.relay.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A queue on disk: every line is handed to the kernel before {@link #add} returns, and what has not
 * been sent is there after {@code kill -9}. Bounded in bytes: full, it drops its oldest segment.
 * What was sent and not yet marked is sent again after a kill; within a process nothing is sent
 * twice.
 *
 * <pre>
 *   sent mark        read position              end
 *   |  out with the  |  waits in the files ...  |
 *   |  sender        |                          |
 * </pre>
 */
public final class SpoolQueue extends CountedQueue {
  private static final int SEGMENTS = 16;
  private static final long SMALLEST_SEGMENT = 64 << 10;

  /** A block that knows where it ends in the files. */
  private static final class SpooledBlock extends Block {
    private long segment;
    private long offset;

    SpooledBlock(int size) {
      super(size);
    }
  }

  private final Path folder;
  private final long bound;
  private final Consumer<String> complain;
  private final SentMark mark;
  private final TreeMap<Long, Segment> segments = new TreeMap<>();
  private final ArrayDeque<Block> returned = new ArrayDeque<>();
  private long total;
  private Segment reading;
  private long readAt;
  // Counted are lines and bytes in the files from the read position on, and in blocks given back.
  private long readLines;
  private boolean failing;

  /**
   * Opens a spool, with what an earlier process left in it.
   *
   * @param bound in bytes
   * @param newId its name in frames if it is made anew
   * @param complain told what went wrong on the disk, once until it works again
   * @throws IOException if the folder cannot be used
   */
  public SpoolQueue(Path folder, long bound, long newId, Consumer<String> complain)
      throws IOException {
    this.folder = Files.createDirectories(folder);
    this.bound = bound;
    this.complain = complain;
    this.mark = new SentMark(folder.resolve("sent"), newId);
    for (Path file : Segment.files(folder, Segment.Kind.SPOOL)) {
      Segment segment = Segment.open(file, Segment.Kind.SPOOL);
      if (segment == null) {
        continue;
      }
      if (segment.number() < mark.segment()) {
        segment.delete();
      } else {
        segments.put(segment.number(), segment);
        total += segment.size();
        count(segment.lines(), segment.size() - Segment.HEADER);
      }
    }
    if (segments.isEmpty()) {
      mark.rename(newId);
      long next = mark.segment() + 1;
      segments.put(next, Segment.create(folder, Segment.Kind.SPOOL, next, 1, 0));
      total = Segment.HEADER;
    }
    this.reading = segments.firstEntry().getValue();
    this.readAt = Segment.HEADER;
    if (reading.number() == mark.segment()) {
      skipTo(mark.offset());
    }
  }

  private void skipTo(long offset) throws IOException {
    Segment.Frame frame = reading.frame(readAt);
    while (frame != null && frame.offset() < offset) {
      consumed(frame);
      frame = reading.frame(readAt);
    }
  }

  private void consumed(Segment.Frame frame) {
    readAt = frame.end();
    count(-frame.lines(), frame.offset() - frame.end());
    readLines += frame.lines();
  }

  @Override
  public long id() {
    return mark.id();
  }

  @Override
  public long lastMark() {
    return segments.lastEntry().getValue().lastMark();
  }

  @Override
  public long room() {
    return Long.MAX_VALUE;
  }

  @Override
  public long add(byte[] from, int offset, int length, int count, long entry) {
    try {
      Segment last = segmentFor(length);
      long before = last.size();
      last.append(from, offset, length, count, entry);
      total += last.size() - before;
      count(count, last.size() - before);
      failing = false;
      return dropExcess();
    } catch (IOException e) {
      if (!failing) {
        failing = true;
        complain.accept("the spool " + folder + " cannot be written: " + e.getMessage());
      }
      return count;
    }
  }

  private Segment segmentFor(int length) throws IOException {
    Segment last = segments.lastEntry().getValue();
    if (last.size() + length <= Math.max(SMALLEST_SEGMENT, bound / SEGMENTS)
        || last.size() == Segment.HEADER) {
      return last;
    }
    Segment next =
        Segment.create(
            folder,
            Segment.Kind.SPOOL,
            last.number() + 1,
            last.firstLine() + last.lines(),
            last.lastMark());
    segments.put(next.number(), next);
    total += Segment.HEADER;
    return next;
  }

  /** Drops the oldest segment while there is too much; the newest one stays. */
  private long dropExcess() throws IOException {
    long dropped = 0;
    while (total > bound && segments.size() > 1) {
      Segment oldest = segments.pollFirstEntry().getValue();
      if (oldest == reading) {
        dropped += oldest.lines() - readLines;
        count(readLines - oldest.lines(), readAt - oldest.size());
        next();
      }
      total -= oldest.size();
      oldest.delete();
    }
    return dropped;
  }

  private void next() {
    reading = segments.higherEntry(reading.number()).getValue();
    readAt = Segment.HEADER;
    readLines = 0;
  }

  @Override
  public @Nullable Block poll() {
    Block back = returned.pollFirst();
    if (back != null) {
      countOut(back);
      return back;
    }
    try {
      return read();
    } catch (IOException e) {
      complain.accept("the spool " + folder + " cannot be read: " + e.getMessage());
      return null;
    }
  }

  /** The frames that fit into a block, at least one; its lines have numbers without a gap. */
  private @Nullable Block read() throws IOException {
    SpooledBlock block = null;
    while (true) {
      Segment.Frame frame = reading.frame(readAt);
      if (frame == null) {
        if (reading == segments.lastEntry().getValue() || block != null) {
          return block;
        }
        skipRest();
        continue;
      }
      if (block == null) {
        block = new SpooledBlock(Math.max(Block.SIZE, frame.length()));
        block.first = reading.firstLine() + readLines;
      }
      if (block.bytes.length - block.to < frame.length()) {
        return block;
      }
      boolean whole = reading.read(frame, block.bytes, block.to);
      if (!whole && block.lines > 0) {
        // What follows has numbers behind a gap: another block.
        return block;
      }
      consumed(frame);
      block.segment = reading.number();
      block.offset = readAt;
      if (whole) {
        block.to += frame.length();
        block.lines += frame.lines();
      } else {
        complain.accept("a damaged frame of " + frame.lines() + " lines is left out in " + folder);
        block.first = reading.firstLine() + readLines;
      }
    }
  }

  /** What a damaged header hides, if anything, is passed over; reading goes on in the next file. */
  private void skipRest() {
    long hidden = reading.lines() - readLines;
    if (hidden > 0) {
      complain.accept("a damaged file hides " + hidden + " lines in " + folder);
      count(-hidden, readAt - reading.size());
    }
    next();
  }

  @Override
  public void done(Block block) {
    if (!(block instanceof SpooledBlock spooled)) {
      throw new IllegalArgumentException("a block of another queue");
    }
    try {
      mark.set(spooled.segment, spooled.offset);
      while (segments.firstKey() < spooled.segment && segments.firstKey() < reading.number()) {
        Segment sent = segments.pollFirstEntry().getValue();
        total -= sent.size();
        sent.delete();
      }
    } catch (IOException e) {
      complain.accept("the spool " + folder + " cannot be marked as sent: " + e.getMessage());
    }
  }

  @Override
  public long giveBack(Block block) {
    if (block.lines == 0) {
      done(block);
      return 0;
    }
    returned.addFirst(block);
    countIn(block);
    return 0;
  }

  @Override
  public boolean survives() {
    return true;
  }

  @Override
  public void close() {
    try {
      for (Segment segment : segments.values()) {
        segment.close();
      }
      mark.close();
    } catch (IOException e) {
      complain.accept("the spool " + folder + " cannot be closed: " + e.getMessage());
    }
  }
}
