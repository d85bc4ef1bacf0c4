package tidemark.storage.local.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.disk.DiskFile;

/**
 * The log: what was accepted since the last block was made, in the order in which it was applied.
 * An append is one write call and survives the death of the process when it returns; {@link #sync}
 * makes it survive loss of power.
 *
 * <p>After a failed sync a segment is suspect: it is closed, never synced again, and what it holds
 * counts as durable only when blocks cover it ({@link #covered}).
 *
 * <p>Lock order: shard locks in ascending order, then {@code lock}. {@code syncing} is taken before
 * {@code lock} and never by an appending thread that holds a shard.
 */
public final class Log implements AutoCloseable {
  private final Disk disk;
  private final long segmentSize;
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock syncing = new ReentrantLock();
  private final List<Segment> complete = new ArrayList<>();
  private Segment current;
  private long next;
  private volatile long synced;
  private long suspect;

  /**
   * Starts a new segment after those that are left from earlier runs.
   *
   * @param old segments on the disk, whose frames have been read
   * @param next the sequence of the next append
   */
  Log(Disk disk, long segmentSize, List<Segment> old, long next) throws IOException {
    this.disk = disk;
    this.segmentSize = segmentSize;
    this.next = next;
    this.synced = next - 1;
    complete.addAll(old);
    long number = old.isEmpty() ? 1 : old.getLast().number + 1;
    current = Segment.create(disk, number, next - 1);
  }

  /**
   * Writes frames at the end and returns their sequence. If it throws, nothing was appended.
   *
   * <p>A sequence is not given twice in one run, so a gap means a failed append.
   */
  public long append(FrameBuffer frames) throws IOException {
    lock.lock();
    try {
      if (current.spoiled || current.length >= segmentSize) {
        rotate();
      }
      long sequence = next++;
      ByteBuffer bytes = frames.seal(sequence);
      int size = bytes.remaining();
      Segment segment = current;
      write(segment, bytes, size);
      segment.length += size;
      segment.lastSequence = sequence;
      return sequence;
    } finally {
      lock.unlock();
    }
  }

  private static void write(Segment segment, ByteBuffer bytes, int size) throws IOException {
    IOException failure;
    try {
      int written = file(segment).write(bytes);
      if (written == size) {
        return;
      }
      failure = new IOException("only " + written + " of " + size + " bytes were written");
    } catch (IOException e) {
      failure = e;
    }
    try {
      file(segment).truncate(segment.length);
    } catch (IOException e) {
      segment.spoiled = true;
      failure.addSuppressed(e);
    }
    throw failure;
  }

  private static DiskFile file(Segment segment) throws IOException {
    DiskFile file = segment.file;
    if (file == null) {
      throw new IOException("the log is closed");
    }
    return file;
  }

  /**
   * Starts a new segment and returns the last sequence before it. The caller holds all shards, so
   * that the heads hold exactly what is in the log.
   */
  public long cut() throws IOException {
    lock.lock();
    try {
      rotate();
      return next - 1;
    } finally {
      lock.unlock();
    }
  }

  private void rotate() throws IOException {
    Segment fresh = Segment.create(disk, current.number + 1, next - 1);
    complete.add(current);
    current = fresh;
  }

  /** The sequence of the last append. */
  public long last() {
    lock.lock();
    try {
      return next - 1;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when an append is on stable storage; one sync serves all who wait for it. */
  public void sync(long sequence) throws IOException {
    if (synced < sequence) {
      sync();
    }
  }

  /** Returns when all that was appended before is on stable storage, or throws. */
  public void sync() throws IOException {
    syncing.lock();
    try {
      Segment segment;
      long through;
      List<Segment> open = new ArrayList<>();
      lock.lock();
      try {
        for (Segment s : complete) {
          if (s.file != null) {
            open.add(s);
          }
        }
        segment = current;
        through = next - 1;
      } finally {
        lock.unlock();
      }
      for (Segment s : open) {
        syncComplete(s);
      }
      if (through > synced && !segment.suspect) {
        try {
          file(segment).sync();
        } catch (IOException e) {
          suspect(segment);
          throw e;
        }
        synced = through;
      }
      if (isSuspect()) {
        throw new IOException(
            "an earlier sync of the log failed; its points are not in blocks yet");
      }
    } finally {
      syncing.unlock();
    }
  }

  /** Syncs a segment that gets no more frames, once, and closes it. */
  private void syncComplete(Segment segment) throws IOException {
    DiskFile file = file(segment);
    try {
      if (!segment.suspect) {
        file.sync();
      }
    } catch (IOException e) {
      suspect(segment);
      throw e;
    } finally {
      segment.file = null;
      file.close();
    }
  }

  private void suspect(Segment segment) {
    lock.lock();
    try {
      segment.suspect = true;
      segment.spoiled = true;
      suspect = Math.max(suspect, segment.lastSequence);
    } finally {
      lock.unlock();
    }
  }

  /** Whether a sync failed and blocks do not cover yet what it should have kept. */
  public boolean isSuspect() {
    lock.lock();
    try {
      return suspect != 0;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Says that durable blocks hold all frames up to a sequence: a failed sync of them is made good.
   */
  public void covered(long through) {
    lock.lock();
    try {
      if (suspect <= through) {
        suspect = 0;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes down that durable blocks hold all up to a sequence, and drops the segments before it.
   */
  public void checkpoint(long through) throws IOException {
    FrameBuffer mark = new FrameBuffer(64);
    Records.putCheckpoint(mark, through);
    append(mark);
    try {
      sync();
    } catch (IOException e) {
      // later frames are suspect now and need a sealing of their own; those dropped here are in
      // blocks
    }
    drop(through);
  }

  /** Deletes segments whose frames are all at or before a sequence that durable blocks cover. */
  private void drop(long through) throws IOException {
    syncing.lock();
    lock.lock();
    try {
      for (Iterator<Segment> i = complete.iterator(); i.hasNext(); ) {
        Segment segment = i.next();
        if (segment.lastSequence > through) {
          break; // in order only: a later frame must not outlive an earlier one it overrides
        }
        if (segment.file != null) {
          segment.file.close();
          segment.file = null;
        }
        disk.delete(Segment.path(segment.number));
        i.remove();
      }
    } finally {
      lock.unlock();
      syncing.unlock();
    }
    disk.syncDirectory(Segment.DIRECTORY);
  }

  /** Bytes in all segments. */
  public long bytes() {
    lock.lock();
    try {
      long sum = current.length;
      for (Segment s : complete) {
        sum += s.length;
      }
      return sum;
    } finally {
      lock.unlock();
    }
  }

  /** Closes the files; call {@link #sync} before. */
  @Override
  public void close() throws IOException {
    syncing.lock();
    lock.lock();
    try {
      for (Segment s : complete) {
        if (s.file != null) {
          s.file.close();
          s.file = null;
        }
      }
      if (current.file != null) {
        current.file.close();
        current.file = null;
      }
    } finally {
      lock.unlock();
      syncing.unlock();
    }
  }
}
