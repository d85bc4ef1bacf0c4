package tidemark.relay.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What a journal's entries led to, up to a mark, in one file that is replaced as a whole
 * (docs/formats/journal.md).
 */
final class StateFile {
  private static final int MAGIC = 0x544D5253; // TMRS
  private static final int VERSION = 1;
  private static final int HEADER = 20;
  private static final int CHECKSUM = 8;

  /** The state after the entry of this mark. */
  @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
  record State(long mark, byte[] bytes) {}

  private StateFile() {}

  static void write(Path file, State state) throws IOException {
    int length = state.bytes().length;
    ByteBuffer all = ByteBuffer.allocate(HEADER + length + CHECKSUM).putInt(MAGIC).putInt(VERSION);
    all.putLong(state.mark()).putInt(length).put(state.bytes());
    all.putLong(Checksum.of(all.array(), 0, HEADER + length));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      Segment.writeFully(channel, all.flip(), 0);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads it; null if there is none.
   *
   * @throws IOException if it is damaged, or of a version that is not known
   */
  static @Nullable State read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
    int length = all.limit() - HEADER - CHECKSUM;
    if (length < 0
        || all.getInt(0) != MAGIC
        || all.getInt(4) != VERSION
        || all.getInt(16) != length
        || all.getLong(HEADER + length) != Checksum.of(all.array(), 0, HEADER + length)) {
      throw new IOException(file + " is no state of version " + VERSION + ", or damaged");
    }
    byte[] bytes = new byte[length];
    all.get(HEADER, bytes);
    return new State(all.getLong(8), bytes);
  }
}
