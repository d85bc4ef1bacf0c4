package tidemark.relay.send;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tidemark.relay.spool.JournalEntry;

/**
 * What one thread has for one server and has not handed over yet: lines are gathered for a whole
 * read of a connection, so that a server's lock is taken once a read and not once a line. Owned by
 * one thread. Costs nothing until the first line: there is one for each server and connection.
 */
public final class Outgoing {
  private static final int FIRST_SIZE = 4 << 10;

  private static final int FULL = 64 << 10;

  private final @Nullable Prefix prefix;
  private final int mostLines;
  private byte[] bytes = {};
  private int length;
  private int lines;

  /**
   * Nothing yet.
   *
   * @param prefix what each line gets, if anything
   * @param mostLines after which it is handed over, so that it fits into the server's queue
   */
  public Outgoing(@Nullable Prefix prefix, int mostLines) {
    this.prefix = prefix;
    this.mostLines = mostLines;
  }

  /** Adds a line, without its line feed, and the line feed. */
  public void add(byte[] from, int start, int end) {
    if (prefix != null) {
      prefix();
    }
    int size = end - start;
    reserve(size + 1);
    System.arraycopy(from, start, bytes, length, size);
    length += size;
    bytes[length++] = '\n';
    lines++;
  }

  /** Adds a line with another name before the rest. */
  public void add(byte[] name, byte[] from, int start, int end) {
    if (prefix != null) {
      prefix();
    }
    reserve(name.length + end - start + 1);
    append(name, 0, name.length);
    append(from, start, end);
    bytes[length++] = '\n';
    lines++;
  }

  private void prefix() {
    if (prefix != null) {
      byte[] head = prefix.bytes();
      reserve(head.length);
      append(head, 0, head.length);
    }
  }

  private void append(byte[] from, int start, int end) {
    System.arraycopy(from, start, bytes, length, end - start);
    length += end - start;
  }

  private void reserve(int size) {
    if (bytes.length - length < size) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.max(FIRST_SIZE, bytes.length * 2), length + size));
    }
  }

  byte[] bytes() {
    return bytes;
  }

  /** What it holds, as the journal keeps it for the server of this identity. */
  public JournalEntry.Send entry(String server) {
    return new JournalEntry.Send(server, lines, Arrays.copyOf(bytes, length));
  }

  public boolean isEmpty() {
    return lines == 0;
  }

  /** Whether it should be handed over before the read is through. */
  public boolean isFull() {
    return length >= FULL || lines >= mostLines;
  }

  int length() {
    return length;
  }

  int lines() {
    return lines;
  }

  /** Throws away what it holds. */
  public void clear() {
    length = 0;
    lines = 0;
  }
}
