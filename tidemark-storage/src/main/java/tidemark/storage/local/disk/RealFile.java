package tidemark.storage.local.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file on the file system. An interrupt must not close it under other threads, as it does with
 * every FileChannel: the flag is put aside during a call, and a channel closed in the gap between
 * is opened again.
 */
final class RealFile implements DiskFile {
  private final Path path;
  private FileChannel channel;
  private boolean closed;

  RealFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  private interface Call {
    int on(FileChannel channel) throws IOException;
  }

  private int shielded(Call call) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      if (!channel.isOpen() && !closed) {
        channel = FileChannel.open(path, StandardOpenOption.WRITE);
        channel.position(channel.size());
      }
      return call.on(channel);
    } catch (ClosedByInterruptException e) {
      interrupted = true;
      throw e;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    return shielded(c -> c.write(bytes));
  }

  @Override
  public void truncate(long length) throws IOException {
    shielded(c -> {
      c.truncate(length).position(length);
      return 0;
    });
  }

  @Override
  public void sync() throws IOException {
    FileChannel open =
        channel; // not shielded: the caller is a timer thread, and close() may come between
    open.force(false);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    channel.close();
  }
}
