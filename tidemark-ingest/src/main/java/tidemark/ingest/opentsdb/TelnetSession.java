package tidemark.ingest.opentsdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tidemark.ingest.Bytes;
import tidemark.ingest.Refusals;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesLimitException;
import tidemark.model.Sink;
import tidemark.storage.StorageException;

/**
 * One telnet connection: reads its lines in order and answers them in order. Owned by one thread.
 */
final class TelnetSession {
  private final PutParser puts;
  private final boolean readOnly;
  private final TelnetCommands commands;
  private final Replies replies;
  private final Sink sink;
  private final Refusals refusedPuts;
  private final Refusals unknownCommands;

  TelnetSession(
      PutParser puts,
      boolean readOnly,
      TelnetCommands commands,
      Replies replies,
      Sink sink,
      Refusals refusedPuts,
      Refusals unknownCommands) {
    this.puts = puts;
    this.readOnly = readOnly;
    this.commands = commands;
    this.replies = replies;
    this.sink = sink;
    this.refusedPuts = refusedPuts;
    this.unknownCommands = unknownCommands;
  }

  /**
   * Reads whole lines and hands their points on.
   *
   * @return false when the peer asked to end
   */
  boolean lines(byte[] b, int from, int to) throws IOException {
    puts.newBlock();
    int i = from;
    while (i < to) {
      if (!readOnly && isPut(b, i, to)) {
        int next = plainPut(b, i, to);
        if (next > 0) {
          i = next;
          continue;
        }
      }
      int lf = Bytes.lineEnd(b, i, to);
      if (!words(b, i, lf)) {
        deliver();
        return false;
      }
      i = lf + 1;
    }
    deliver();
    return true;
  }

  private static boolean isPut(byte[] b, int i, int to) {
    return to - i > 4 && b[i] == 'p' && b[i + 1] == 'u' && b[i + 2] == 't' && b[i + 3] == ' ';
  }

  /** Where the next line begins, or -1 when this one wants more care. */
  private int plainPut(byte[] b, int from, int to) {
    try {
      return puts.plain(b, from + 4, to);
    } catch (InvalidInputException e) {
      return refuseLine(b, from, to, PutParser.refusal(e));
    } catch (SeriesLimitException e) {
      return refuseLine(b, from, to, "put: Storage error: " + e.getMessage());
    }
  }

  private boolean words(byte[] b, int from, int lf) throws IOException {
    int end = lf > from && b[lf - 1] == '\r' ? lf - 1 : lf;
    String[] words = new String(b, from, end - from, StandardCharsets.ISO_8859_1).split(" ", -1);
    if (!readOnly && words[0].equals("put")) {
      String error = puts.careful(words);
      if (error != null) {
        refuse(b, from, end, error);
      }
      return true;
    }
    if (words[0].equals("exit")) {
      return false;
    }
    deliver();
    @Nullable String answer = commands.answer(words);
    if (answer == null) {
      unknownCommands.count(b, from, end);
      replies.line("unknown command: " + words[0] + ".  Try `help'.");
    } else {
      replies.text(answer);
    }
    return true;
  }

  private int refuseLine(byte[] b, int from, int to, String error) {
    int lf = Bytes.lineEnd(b, from, to);
    refuse(b, from, lf, error);
    return lf + 1;
  }

  private void refuse(byte[] b, int from, int to, String error) {
    refusedPuts.count(b, from, to, error);
    replies.line(error);
  }

  private void deliver() throws IOException {
    int size = puts.batch().size();
    try {
      sink.accept(puts.batch());
    } catch (StorageException e) {
      replies.line("put: Storage error: " + e.getMessage() + " (" + size + " points)");
      if (e.reason() == StorageException.Reason.CLOSED) {
        throw new IOException("the storage is closed", e);
      }
    }
  }
}
