package tidemark.relay.send;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lines at the end of a file, which is made if there is none. */
final class FileWire extends BytesWire {
  private final FileChannel channel;
  private int accepted;

  FileWire(Path path) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  void write(byte[] bytes, int from, int to) throws IOException {
    accepted = 0;
    ByteBuffer buffer = ByteBuffer.wrap(bytes, from, to - from);
    while (buffer.hasRemaining()) {
      accepted += channel.write(buffer);
    }
  }

  @Override
  int accepted() {
    return accepted;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
