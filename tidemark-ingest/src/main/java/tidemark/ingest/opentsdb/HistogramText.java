package tidemark.ingest.opentsdb;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import tidemark.model.Histogram;
import tidemark.model.InvalidInputException;

/*
 * The blob, as OpenTSDB's SimpleHistogram writes it with Kryo: how many ranges (2 bytes); for each its ends
 * (4 bytes of float each) and its count; then what underflowed and what overflowed. Counts are of 1 to 9 bytes: seven
 * bits each, the lowest first, the top bit saying that another follows; the ninth byte has eight.
 */
/** Reads histograms from what clients send. */
public final class HistogramText {
  private static final int SHORTEST = 6;
  private static final int LONGEST_COUNT = 9;

  private HistogramText() {}

  /**
   * Reads a blob in Base64.
   *
   * @throws InvalidInputException in OpenTSDB's words where it has some
   */
  public static Histogram blob(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("The histogram is no Base64: " + e.getMessage(), e);
    }
    if (bytes.length < SHORTEST) {
      throw new InvalidInputException(
          "Byte array shorter than 6 bytes detected: " + Arrays.toString(bytes));
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    SortedMap<Histogram.Range, Long> buckets = new TreeMap<>();
    try {
      for (int left = in.getShort(); left > 0; left--) {
        var range = new Histogram.Range(in.getFloat(), in.getFloat());
        buckets.put(range, count(in));
      }
      return new Histogram(buckets, count(in), count(in));
    } catch (BufferUnderflowException e) {
      throw new InvalidInputException("Buffer underflow.", e);
    }
  }

  private static long count(ByteBuffer in) {
    long count = 0;
    for (int i = 0; i < LONGEST_COUNT; i++) {
      long b = in.get();
      if (i == LONGEST_COUNT - 1) {
        return count | (b & 0xff) << (7 * i);
      }
      count |= (b & 0x7f) << (7 * i);
      if (b >= 0) {
        break;
      }
    }
    return count;
  }

  /**
   * Reads telnet's form without codec id: {@code u=1:o=2:0,1.75=12:1.75,3.5=16}.
   *
   * @throws InvalidInputException in OpenTSDB's words
   */
  static Histogram words(String text) {
    SortedMap<Histogram.Range, Long> buckets = new TreeMap<>();
    long underflow = 0;
    long overflow = 0;
    for (String bucket : text.split(":", -1)) {
      String[] pair = bucket.split("=", -1);
      if (pair.length != 2) {
        throw new InvalidInputException("Improperly formatted bucket: " + bucket);
      }
      long count = PutRules.parseLong(pair[1]);
      switch (pair[0].toLowerCase(Locale.ROOT)) {
        case "u" -> underflow = count;
        case "o" -> overflow = count;
        default -> buckets.put(range(pair[0], "Improperly formatted bounds: " + bucket), count);
      }
    }
    return new Histogram(buckets, underflow, overflow);
  }

  /**
   * Reads the two ends of a range, {@code 0,1.75}.
   *
   * @param otherwise what is said if they are none
   */
  public static Histogram.Range range(String text, String otherwise) {
    String[] ends = text.split(",", -1);
    if (ends.length != 2) {
      throw new InvalidInputException(otherwise);
    }
    try {
      return new Histogram.Range(Float.parseFloat(ends[0]), Float.parseFloat(ends[1]));
    } catch (NumberFormatException e) {
      throw new InvalidInputException(otherwise, e);
    }
  }
}
