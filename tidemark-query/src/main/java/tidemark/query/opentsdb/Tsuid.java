package tidemark.query.opentsdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;
import tidemark.model.Tags;
import tidemark.query.opentsdb.Uids.Kind;

/**
 * A series as OpenTSDB numbers it: the metric's uid, then those of each tag's key and value, the
 * keys in ascending order. Written as upper-case hexadecimal, six digits a uid. Ordered as HBase
 * orders the rows.
 */
public final class Tsuid implements Comparable<Tsuid> {
  private static final int DIGITS = 6;

  private final int[] uids;

  private Tsuid(int[] uids) {
    this.uids = uids;
  }

  /** The tsuid of a series, whose names are given numbers if need be. */
  public static Tsuid of(SeriesKey key, Uids uids) {
    uids.assign(key);
    Tags tags = key.tags();
    int[] all = new int[1 + 2 * tags.size()];
    all[0] = uids.find(Kind.METRIC, key.name());
    for (int i = 0; i < tags.size(); i++) {
      int tagk = uids.find(Kind.TAGK, tags.key(i));
      int at = 1 + 2 * i;
      for (; at > 1 && all[at - 2] > tagk; at -= 2) {
        all[at] = all[at - 2];
        all[at + 1] = all[at - 1];
      }
      all[at] = tagk;
      all[at + 1] = uids.find(Kind.TAGV, tags.value(i));
    }
    return new Tsuid(all);
  }

  /**
   * Reads a tsuid back.
   *
   * @throws InvalidInputException if the text is no tsuid
   */
  public static Tsuid parse(String hex) {
    for (int i = 0; i < hex.length(); i++) {
      if (Character.digit(hex.charAt(i), 16) < 0) {
        throw new InvalidInputException("contains illegal character for hexBinary: " + hex);
      }
    }
    if (hex.length() % (2 * DIGITS) != DIGITS) {
      throw new InvalidInputException("Invalid tsuid: " + hex);
    }
    int[] uids = new int[hex.length() / DIGITS];
    for (int i = 0; i < uids.length; i++) {
      uids[i] = Integer.parseInt(hex.substring(i * DIGITS, (i + 1) * DIGITS), 16);
    }
    return new Tsuid(uids);
  }

  /** The series under this number, or null if a uid in it was never given. */
  public @Nullable SeriesKey key(Uids names) {
    List<String> tags = new ArrayList<>(uids.length);
    for (int i = 1; i < uids.length; i++) {
      String name = names.name(i % 2 == 1 ? Kind.TAGK : Kind.TAGV, uids[i]);
      if (name == null) {
        return null;
      }
      tags.add(name);
    }
    String metric = names.name(Kind.METRIC, uids[0]);
    return metric == null ? null : SeriesKey.of(metric, Tags.of(tags));
  }

  /** The uid of the value under the key with this uid; 0 if there is no such tag. */
  int valueOf(int tagk) {
    for (int i = 1; i < uids.length; i += 2) {
      if (uids[i] == tagk) {
        return uids[i + 1];
      }
    }
    return 0;
  }

  /** The uids of the tag keys, in ascending order. */
  public int[] tagKeys() {
    int[] keys = new int[uids.length / 2];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = uids[1 + 2 * i];
    }
    return keys;
  }

  @Override
  public int compareTo(Tsuid other) {
    return Arrays.compare(uids, other.uids);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tsuid tsuid && Arrays.equals(uids, tsuid.uids);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(uids);
  }

  @Override
  public String toString() {
    var out = new StringBuilder(uids.length * DIGITS);
    for (int uid : uids) {
      String hex = Integer.toHexString(uid).toUpperCase(Locale.ROOT);
      out.repeat('0', DIGITS - hex.length()).append(hex);
    }
    return out.toString();
  }
}
