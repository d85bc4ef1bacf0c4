package tidemark.relay;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import tidemark.relay.log.RelayLog;
import tidemark.relay.log.StreamLog;

/** A log in a file, which is opened again at a reload, so that it can be rotated. Thread-safe. */
final class ReopenedLog implements RelayLog, AutoCloseable {
  private final Path file;
  private final InstantSource clock;
  private PrintStream stream;
  private StreamLog log;

  ReopenedLog(Path file, InstantSource clock) throws IOException {
    this.file = file;
    this.clock = clock;
    this.stream = open(file);
    this.log = new StreamLog(stream, stream, true, clock);
  }

  private static PrintStream open(Path file) throws IOException {
    return new PrintStream(
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        false,
        StandardCharsets.ISO_8859_1);
  }

  synchronized void reopen() {
    try {
      PrintStream fresh = open(file);
      stream.close();
      stream = fresh;
      log = new StreamLog(fresh, fresh, true, clock);
    } catch (IOException e) {
      log.error("failed to reopen '" + file + "', writing on: " + e.getMessage());
    }
  }

  @Override
  public synchronized void message(String text) {
    log.message(text);
  }

  @Override
  public synchronized void error(String text) {
    log.error(text);
  }

  @Override
  public synchronized void close() {
    stream.close();
  }
}
