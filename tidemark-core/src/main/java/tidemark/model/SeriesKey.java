package tidemark.model;

import org.jspecify.annotations.Nullable;

/**
 * The identity of a series: a name and its tags. Immutable; equal when the canonical texts are.
 *
 * <p>{@code servers.web01.load} is a Graphite path: a series without tags. {@code load;host=web01}
 * is what Graphite 1.1 sends tagged and what OpenTSDB sends as {@code load host=web01}.
 */
public final class SeriesKey implements Comparable<SeriesKey> {
  private final String name;
  private final Tags tags;
  private final String text;

  private SeriesKey(String name, Tags tags) {
    this.name = name;
    this.tags = tags;
    if (tags.size() == 0) {
      this.text = name;
    } else {
      var out = new StringBuilder(name.length() + 16 * tags.size()).append(name);
      tags.appendTo(out);
      this.text = out.toString();
    }
  }

  /** A series without tags. */
  public static SeriesKey of(String name) {
    return of(name, Tags.NONE);
  }

  /**
   * A series of a name and tags.
   *
   * @throws InvalidInputException if the name is empty or holds ';' or a control character
   */
  public static SeriesKey of(String name, Tags tags) {
    if (name.isEmpty()) {
      throw new InvalidInputException("a series with an empty name");
    }
    if (ambiguous(name)) {
      throw new InvalidInputException(
          "series name '" + name + "' holds ';' or a control character");
    }
    return new SeriesKey(name, tags);
  }

  /**
   * Reads a canonical text back, as {@link #toString} wrote it.
   *
   * @throws InvalidInputException if the text is not {@code name;k=v;...}
   */
  public static SeriesKey parse(String text) {
    int semicolon = text.indexOf(';');
    if (semicolon < 0) {
      return of(text);
    }
    String[] pairs = text.substring(semicolon + 1).split(";", -1);
    String[] flat = new String[2 * pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      int equals = pairs[i].indexOf('=');
      if (equals < 0) {
        throw new InvalidInputException(
            "tag '" + pairs[i] + "' has no '=' in series '" + text + "'");
      }
      flat[2 * i] = pairs[i].substring(0, equals);
      flat[2 * i + 1] = pairs[i].substring(equals + 1);
    }
    return of(text.substring(0, semicolon), Tags.of(flat));
  }

  /** Whether a text would make the canonical text ambiguous (docs/data-model.md, characters). */
  static boolean ambiguous(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ';' || c < 0x20 || c == 0x7f) {
        return true;
      }
    }
    return false;
  }

  public String name() {
    return name;
  }

  public Tags tags() {
    return tags;
  }

  /** Whether this series is a plain Graphite path. */
  public boolean isPath() {
    return tags.size() == 0;
  }

  /** By canonical text, code point by code point. */
  @Override
  public int compareTo(SeriesKey other) {
    return CodePoints.compare(text, other.text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SeriesKey key && text.equals(key.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The canonical text, {@code name;k1=v1;k2=v2}: what is hashed, logged, routed and shown. */
  @Override
  public String toString() {
    return text;
  }
}
