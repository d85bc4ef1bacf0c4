package tidemark.relay.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a relay did at once: all of it is there after a kill, or nothing (docs/formats/journal.md).
 *
 * @param expires whether the buckets that had waited until {@code now} were written
 * @param now seconds since the epoch at which points were taken and buckets written
 * @param sender who sent the lines in a frame; 0: nobody, or nobody who numbers lines
 * @param lastLine the number of the sender's last line
 * @param points for aggregators
 * @param sends lines for servers
 */
public record JournalEntry(
    boolean expires, long now, long sender, long lastLine, List<Point> points, List<Send> sends) {
  /**
   * A line for an aggregator.
   *
   * @param rule and expression: the numbers of the slot
   * @param name bytes as ISO-8859-1
   * @param text the byte before the value, value and timestamp; not to be written to
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on and never compared
  public record Point(int rule, int expression, String name, byte[] text) {}

  /**
   * Lines for a server.
   *
   * @param server its identity
   * @param lines how many
   * @param bytes the lines with their line feeds; not to be written to
   */
  @SuppressWarnings("ArrayRecordComponent") // as above
  public record Send(String server, int lines, byte[] bytes) {}

  public JournalEntry {
    points = List.copyOf(points);
    sends = List.copyOf(sends);
  }

  byte[] encode() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeBoolean(expires);
      out.writeLong(now);
      out.writeLong(sender);
      out.writeLong(lastLine);
      out.writeInt(points.size());
      for (Point point : points) {
        out.writeInt(point.rule());
        out.writeInt(point.expression());
        write(out, point.name().getBytes(StandardCharsets.ISO_8859_1));
        write(out, point.text());
      }
      out.writeInt(sends.size());
      for (Send send : sends) {
        write(out, send.server().getBytes(StandardCharsets.UTF_8));
        out.writeInt(send.lines());
        write(out, send.bytes());
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static JournalEntry decode(byte[] bytes) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      boolean expires = in.readBoolean();
      long now = in.readLong();
      long sender = in.readLong();
      long lastLine = in.readLong();
      List<Point> points = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        int rule = in.readInt();
        int expression = in.readInt();
        String name = new String(read(in), StandardCharsets.ISO_8859_1);
        points.add(new Point(rule, expression, name, read(in)));
      }
      List<Send> sends = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        String server = new String(read(in), StandardCharsets.UTF_8);
        sends.add(new Send(server, in.readInt(), read(in)));
      }
      return new JournalEntry(expires, now, sender, lastLine, points, sends);
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
