package tidemark.storage.local.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.disk.DiskFile;

/**
 * A file of frames that only grows: names.log and tombstones.log. After a failed append or sync
 * nothing is known about its tail, so it is opened again, which cuts what is not whole, and the
 * caller appends again: frames here may be repeated without harm. One thread at a time.
 */
public final class FrameFile implements AutoCloseable {
  private final Disk disk;
  private final String path;
  private final String magic;
  private @Nullable DiskFile file;
  private long length;
  private long pending;

  /** A file of frames; it is read and, if need be, made by {@link #open}. */
  public FrameFile(Disk disk, String path, String magic) {
    this.disk = disk;
    this.path = path;
    this.magic = magic;
  }

  /** Says from where on the bytes of a file are to be read. */
  @FunctionalInterface
  public interface Begin {
    int of(byte[] bytes) throws IOException;
  }

  /** Hands over all intact frames and cuts off a torn tail. */
  public void open(LogReader.Visitor visitor, LogReader.Reporter reporter) throws IOException {
    open(bytes -> FileHead.SIZE, visitor, reporter);
  }

  /** The same, passing over what is known already. */
  public void open(Begin begin, LogReader.Visitor visitor, LogReader.Reporter reporter)
      throws IOException {
    if (disk.exists(path)) {
      byte[] bytes = disk.read(path);
      if (!FileHead.matches(bytes, magic) && bytes.length >= FileHead.SIZE) {
        reporter.damaged("the head of " + path + " is damaged; its frames are read all the same");
      }
      FrameScanner scanner = new FrameScanner(bytes, Math.min(begin.of(bytes), bytes.length));
      while (scanner.next()) {
        visitor.frame(scanner.type(), scanner.sequence(), scanner);
      }
      if (scanner.damaged() > 0) {
        reporter.damaged(scanner.damaged() + " damaged stretches inside " + path + " were skipped");
      }
      length = scanner.goodLength();
      if (bytes.length > length) {
        reporter.damaged(
            bytes.length - length + " torn bytes at the end of " + path + " were cut off");
      }
      if (bytes.length < FileHead.SIZE) {
        create();
        return;
      }
      DiskFile opened = disk.append(path);
      file = opened;
      opened.truncate(length);
    } else {
      create();
    }
  }

  private void create() throws IOException {
    DiskFile opened = disk.create(path);
    file = opened;
    opened.writeFully(FileHead.of(magic, 0));
    length = FileHead.SIZE;
    int slash = path.lastIndexOf('/');
    disk.syncDirectory(slash < 0 ? "" : path.substring(0, slash));
  }

  /** Appends frames under one sequence; {@link #sync} makes them durable. */
  public void append(FrameBuffer frames, long sequence) throws IOException {
    DiskFile opened = file;
    if (opened == null) {
      opened = disk.append(path);
      file = opened;
      opened.truncate(length);
      pending = 0;
    }
    int size = frames.size();
    try {
      opened.writeFully(frames.seal(sequence));
      pending += size;
    } catch (IOException e) {
      failed(opened);
      throw e;
    }
  }

  /** Returns when all appended frames are on stable storage; after a failure append them again. */
  public void sync() throws IOException {
    DiskFile opened = file;
    if (opened == null || pending == 0) {
      return;
    }
    try {
      opened.sync();
      length += pending;
      pending = 0;
    } catch (IOException e) {
      failed(opened);
      throw e;
    }
  }

  /** Bytes whose frames are durable; after {@link #open}, and not while another thread appends. */
  public long length() {
    return length;
  }

  /** What writes all frames of the file anew, by {@link #append}. */
  @FunctionalInterface
  public interface Content {
    void write() throws IOException;
  }

  /**
   * Replaces all frames: written beside the file, synced, renamed over it. If it throws, the old
   * frames are there still, or the new ones.
   */
  public void rewrite(Content content) throws IOException {
    DiskFile old = file;
    long oldLength = length;
    String beside = path + ".tmp";
    DiskFile fresh = disk.create(beside);
    file = fresh;
    pending = FileHead.SIZE;
    length = 0;
    try {
      fresh.writeFully(FileHead.of(magic, 0));
      content.write();
      sync();
      disk.rename(beside, path);
    } catch (IOException e) {
      if (file != null) {
        failed(fresh);
      }
      if (old != null) {
        old.close();
      }
      length = oldLength;
      pending = 0;
      throw e;
    }
    if (old != null) {
      old.close();
    }
    int slash = path.lastIndexOf('/');
    disk.syncDirectory(slash < 0 ? "" : path.substring(0, slash));
  }

  private void failed(DiskFile opened) throws IOException {
    file = null;
    opened.close();
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
