package tidemark.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a series: unique keys in canonical order. Immutable.
 *
 * <p>Canonical order compares {@code key + '='} as text by code point, because Graphite sorts the
 * rendered {@code k=v} pairs; see {@code TaggedSeries.format} in carbon's {@code
 * lib/carbon/util.py}. So {@code a-b=1} comes before {@code a=2}.
 */
public final class Tags {
  /** No tags: the series is a plain Graphite path. */
  public static final Tags NONE = new Tags(new String[0]);

  /** key0, value0, key1, value1, in canonical order. */
  private final String[] flat;

  private Tags(String[] flat) {
    this.flat = flat;
  }

  /**
   * Tags from alternating keys and values in any order.
   *
   * @throws InvalidInputException if a key is empty, repeated or holds '=', ';' or a control
   *     character, or a value is empty or holds ';' or a control character
   */
  public static Tags of(String... keysAndValues) {
    if (keysAndValues.length % 2 != 0) {
      throw new InvalidInputException(
          "a tag key without a value: " + Arrays.toString(keysAndValues));
    }
    if (keysAndValues.length == 0) {
      return NONE;
    }
    record Pair(String key, String value) {}
    List<Pair> pairs = new ArrayList<>(keysAndValues.length / 2);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      pairs.add(
          new Pair(checkKey(keysAndValues[i]), checkValue(keysAndValues[i], keysAndValues[i + 1])));
    }
    pairs.sort((a, b) -> compareKeys(a.key(), b.key()));
    String[] flat = new String[keysAndValues.length];
    for (int i = 0; i < pairs.size(); i++) {
      if (i > 0 && pairs.get(i).key().equals(pairs.get(i - 1).key())) {
        throw new InvalidInputException("tag key '" + pairs.get(i).key() + "' given twice");
      }
      flat[2 * i] = pairs.get(i).key();
      flat[2 * i + 1] = pairs.get(i).value();
    }
    return new Tags(flat);
  }

  /** Tags from a map; the same rules as {@link #of(String...)}. */
  public static Tags of(Map<String, String> tags) {
    List<String> flat = new ArrayList<>(tags.size() * 2);
    tags.forEach((key, value) -> {
      flat.add(key);
      flat.add(value);
    });
    return of(flat);
  }

  /** Tags from alternating keys and values; the same rules as {@link #of(String...)}. */
  public static Tags of(Collection<String> keysAndValues) {
    return of(keysAndValues.toArray(new String[0]));
  }

  private static String checkKey(String key) {
    if (key.isEmpty()) {
      throw new InvalidInputException("a tag with an empty key");
    }
    if (key.indexOf('=') >= 0 || SeriesKey.ambiguous(key)) {
      throw new InvalidInputException(
          "tag key '" + key + "' holds '=', ';' or a control character");
    }
    return key;
  }

  private static String checkValue(String key, String value) {
    if (value.isEmpty()) {
      throw new InvalidInputException("tag '" + key + "' has an empty value");
    }
    if (SeriesKey.ambiguous(value)) {
      throw new InvalidInputException(
          "value '" + value + "' of tag '" + key + "' holds ';' or a control character");
    }
    return value;
  }

  private static int compareKeys(String a, String b) {
    return CodePoints.compare(a + '=', b + '=');
  }

  public int size() {
    return flat.length / 2;
  }

  public String key(int i) {
    return flat[2 * i];
  }

  public String value(int i) {
    return flat[2 * i + 1];
  }

  /** The value of a key, or null when the series has no such tag. */
  public @Nullable String get(String key) {
    for (int i = 0; i < flat.length; i += 2) {
      if (flat[i].equals(key)) {
        return flat[i + 1];
      }
    }
    return null;
  }

  void appendTo(StringBuilder out) {
    for (int i = 0; i < flat.length; i += 2) {
      out.append(';').append(flat[i]).append('=').append(flat[i + 1]);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tags tags && Arrays.equals(flat, tags.flat);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(flat);
  }

  /** The canonical text, {@code ;k1=v1;k2=v2}, empty for no tags. */
  @Override
  public String toString() {
    var out = new StringBuilder();
    appendTo(out);
    return out.toString();
  }
}
