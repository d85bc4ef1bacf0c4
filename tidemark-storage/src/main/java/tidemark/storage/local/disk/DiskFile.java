package tidemark.storage.local.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file being appended to, by one thread at a time. */
public interface DiskFile extends Closeable {
  /**
   * One write call at the end of the file; returns how many bytes were taken, which may be too few.
   */
  int write(ByteBuffer bytes) throws IOException;

  /** Cuts the file; later writes go to its new end. */
  void truncate(long length) throws IOException;

  /**
   * Returns when all written bytes are on stable storage. After a failure nothing is known about
   * the bytes written since the last success, and a later success says nothing about them either:
   * kernels drop the dirty mark (PostgreSQL's "fsyncgate" of 2018), so it must not be tried again.
   */
  void sync() throws IOException;

  @Override
  void close() throws IOException;

  /** Writes everything, for files that are thrown away when it fails. */
  default void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (write(bytes) <= 0) {
        throw new IOException("the disk takes no more bytes");
      }
    }
  }
}
