package tidemark.server.cli;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;

/**
 * A file of lines that is continued when the process that wrote it was broken off. Beside it,
 * {@code FILE.mark} has the line {@code BYTES TAB SERIES TAB WHAT}: so long is the file at the end
 * of that series. Longer it may be, by a beginning of what comes next, which is cut off. When all
 * is written the mark is deleted.
 */
final class DumpFile implements AutoCloseable {
  /** Bytes from one mark to the next, at least. */
  private static final long MARKED = 8 << 20;

  private final Path mark;
  private final String what;
  private final FileChannel channel;
  private final Writer writer;
  private @Nullable SeriesKey last;
  private long marked;

  /**
   * Opens one.
   *
   * @param what the command that writes it, without tabs and line feeds
   * @throws InvalidInputException if there is a file that is no beginning of the same
   */
  DumpFile(Path file, String what) throws IOException {
    this.mark = file.resolveSibling(file.getFileName() + ".mark");
    this.what = what;
    String[] words = new String[0];
    if (Files.exists(file)) {
      words = Files.exists(mark) ? Files.readString(mark).strip().split("\t", 3) : words;
      if (words.length != 3 || !words[0].matches("\\d{1,18}") || !words[2].equals(what)) {
        throw new InvalidInputException(
            file + " is there already, and " + mark + " does not say that it is a part of " + what);
      }
    }
    if (words.length == 0) {
      note(0, ""); // before the file, which without it would be refused
    }
    channel = FileChannel.open(file, CREATE, WRITE);
    writer =
        new BufferedWriter(
            new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8));
    if (words.length == 3) {
      last = words[1].isEmpty() ? null : SeriesKey.parse(words[1]);
      marked = Long.parseLong(words[0]);
      channel.truncate(marked).position(marked);
    }
  }

  /** The last series that is there from an earlier process; null if it begins anew. */
  @Nullable SeriesKey last() {
    return last;
  }

  Writer writer() {
    return writer;
  }

  /** All of a series is written; those after it are greater. */
  void wrote(SeriesKey series) throws IOException {
    if (channel.position() - marked >= MARKED) {
      mark(series.toString());
    }
  }

  private void mark(String series) throws IOException {
    writer.flush();
    channel.force(true);
    marked = channel.position();
    note(marked, series);
  }

  private void note(long bytes, String series) throws IOException {
    Path beside = mark.resolveSibling(mark.getFileName() + ".tmp");
    Files.writeString(beside, bytes + "\t" + series + '\t' + what + '\n');
    Files.move(beside, mark, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Everything is written. */
  void complete() throws IOException {
    writer.flush();
    channel.force(true);
    Files.delete(mark);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
