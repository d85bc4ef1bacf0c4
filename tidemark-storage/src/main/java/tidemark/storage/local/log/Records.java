package tidemark.storage.local.log;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;
import tidemark.storage.local.codec.ByteInput;
import tidemark.storage.local.codec.ByteOutput;

/**
 * The bodies of the frames that are not points.
 *
 * <pre>
 *   series       varint number, rest: canonical text in UTF-8
 *   delete       signed varint from, signed varint until, varint n, n x varint distance of numbers
 *   checkpoint   varint sequence: frames up to this one are in blocks
 * </pre>
 */
public final class Records {
  /** A series and its number. */
  public record Named(long number, SeriesKey key) {}

  /** Hidden points: of these series, in ascending order, with {@code from <= t < until}. */
  public record Deleted(long from, long until, List<Long> numbers) {
    public Deleted {
      numbers = List.copyOf(numbers);
    }
  }

  private Records() {}

  /** Appends a whole frame. */
  public static void putSeries(FrameBuffer frames, Named named) {
    ByteOutput out = frames.begin(Frame.SERIES);
    byte[] text = named.key().toString().getBytes(StandardCharsets.UTF_8);
    out.putVar(named.number());
    out.put(text, 0, text.length);
    frames.end();
  }

  /** Reads a body. */
  public static Named getSeries(ByteInput in) {
    long number = in.getVar();
    int length = in.remaining();
    String text = new String(in.array(), in.skip(length), length, StandardCharsets.UTF_8);
    try {
      return new Named(number, SeriesKey.parse(text));
    } catch (InvalidInputException e) {
      throw ByteInput.corrupt("'" + text + "' is no series");
    }
  }

  /** Appends a whole frame. */
  public static void putDelete(FrameBuffer frames, Deleted deleted) {
    ByteOutput out = frames.begin(Frame.DELETE);
    out.putSigned(deleted.from());
    out.putSigned(deleted.until());
    out.putVar(deleted.numbers().size());
    long previous = 0;
    for (long number : deleted.numbers()) {
      out.putVar(number - previous);
      previous = number;
    }
    frames.end();
  }

  /** Reads a body. */
  public static Deleted getDelete(ByteInput in) {
    long from = in.getSigned();
    long until = in.getSigned();
    Long[] numbers = new Long[in.getCount(in.remaining())];
    long number = 0;
    for (int i = 0; i < numbers.length; i++) {
      number += in.getVar();
      numbers[i] = number;
    }
    return new Deleted(from, until, List.of(numbers));
  }

  /** Appends a whole frame. */
  public static void putCheckpoint(FrameBuffer frames, long sequence) {
    frames.begin(Frame.CHECKPOINT).putVar(sequence);
    frames.end();
  }

  /** Reads a body. */
  public static long getCheckpoint(ByteInput in) {
    return in.getVar();
  }
}
