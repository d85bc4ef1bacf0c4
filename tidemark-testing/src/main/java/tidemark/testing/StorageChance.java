package tidemark.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import tidemark.model.Batch;
import tidemark.model.PathPattern;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.TagMatcher;
import tidemark.model.TextMatcher;
import tidemark.model.TimeRange;
import tidemark.storage.Fetch;
import tidemark.storage.Storage;

/**
 * Random series, points and questions from a small world, so that they meet: 45 series, 3,000
 * times, words that are prefixes of each other.
 */
public final class StorageChance {
  private static final List<String> WORDS = List.of("a", "b", "ab", "a-b", "web1", "web12");
  private static final List<String> GLOBS =
      List.of("*", "a*", "?", "{a,web1}", "web[0-9]*", "[!a]*", "**", "*b");
  private static final List<String> REGEXES =
      List.of(
          "a", "web1", "a|b", "(web1|a)$", "(?:web)1?", "^web", ".*2", "[ab]+", "a\\-b", "wex*b1");
  private static final long DISTANCE = 1_000;
  private static final int TIMES = 3_000;

  private final Random random;
  private final long start;
  private final List<SeriesKey> keys = new ArrayList<>();

  /**
   * A world whose points lie in the hour after a time.
   *
   * @param start ms since the epoch
   */
  public StorageChance(Random random, long start) {
    this.random = random;
    this.start = start;
    while (keys.size() < 45) {
      SeriesKey key = SeriesKey.parse(random.nextBoolean() ? words(1 + random.nextInt(4)) : tags());
      if (!keys.contains(key)) {
        keys.add(key);
      }
    }
  }

  private String word() {
    return one(WORDS);
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String words(int depth) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      words.add(word());
    }
    return String.join(".", words);
  }

  private String tags() {
    var text = new StringBuilder(words(1));
    for (String key : List.of("dc", "host", "rack")) {
      if (random.nextInt(3) > 0) {
        text.append(';').append(key).append('=').append(word());
      }
    }
    return text.toString();
  }

  /** One of the world's series. */
  public SeriesKey key() {
    return one(keys);
  }

  private long time() {
    return start + random.nextInt(TIMES) * DISTANCE;
  }

  /** A float or an integer, small or extreme, at a whole second or near one. */
  public Point point() {
    long time = random.nextInt(10) == 0 ? time() + random.nextInt(3) : time();
    return switch (random.nextInt(8)) {
      case 0 -> Point.integer(time, random.nextInt(100));
      case 1 -> Point.integer(time, Long.MAX_VALUE - random.nextInt(3));
      case 2 -> Point.of(time, random.nextBoolean() ? Double.NaN : -0.0);
      default -> Point.of(time, random.nextInt(1_000) / 10.0);
    };
  }

  /**
   * Writes one batch to a storage and to its model.
   *
   * @param table the storage's own
   * @param most points at most; at least one
   */
  public void write(Storage storage, SeriesTable table, StorageModel model, int most) {
    Batch batch = new Batch(table);
    for (int n = 1 + random.nextInt(most); n > 0; n--) {
      SeriesKey key = key();
      Point point = point();
      point.addTo(batch, table.resolve(key));
      model.write(key, point);
    }
    storage.write(batch);
  }

  /** Deletes some points, or none, from a storage and from its model. */
  public void delete(Storage storage, StorageModel model) {
    Selector selector = selector();
    TimeRange range = range();
    storage.delete(selector, range);
    model.delete(selector, range);
  }

  /** A range of some minutes, or everything. */
  public TimeRange range() {
    if (random.nextInt(10) == 0) {
      return TimeRange.ALL;
    }
    long from = time() - 1 + random.nextInt(3);
    return new TimeRange(from, from + random.nextInt(400) * DISTANCE - 1 + random.nextInt(3));
  }

  /** A path pattern of one to four levels. */
  public PathPattern pattern() {
    List<String> parts = new ArrayList<>();
    for (int depth = 1 + random.nextInt(4); depth > 0; depth--) {
      parts.add(random.nextBoolean() ? word() : one(GLOBS));
    }
    String pattern = String.join(".", parts);
    return PathPattern.parse(
        random.nextInt(8) == 0 ? "{" + pattern + "," + words(2) + "}" : pattern);
  }

  private TextMatcher matcher() {
    TextMatcher positive =
        switch (random.nextInt(6)) {
          case 0 -> TextMatcher.exactly(word());
          case 1 -> new TextMatcher.AnyOf(Set.of(word(), word() + "x", "B"), random.nextBoolean());
          case 2 ->
              new TextMatcher.Wildcard(
                  one(List.of("*", "a*", "web*2", "*b", "A*")), random.nextBoolean());
          case 3 -> TextMatcher.ANY;
          default ->
              new TextMatcher.Regex(
                  Pattern.compile(
                      one(REGEXES), random.nextInt(4) == 0 ? Pattern.CASE_INSENSITIVE : 0),
                  one(List.of(TextMatcher.Anchor.values())));
        };
    return random.nextInt(4) == 0 ? new TextMatcher.Not(positive) : positive;
  }

  /** Any kind of selector. */
  public Selector selector() {
    return switch (random.nextInt(8)) {
      case 0 -> Selectors.ALL;
      case 1, 2 -> new Selector.Exact(key());
      case 3, 4 -> new Selector.Path(pattern());
      default -> tagged();
    };
  }

  private Selector tagged() {
    List<TagMatcher> tags = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      tags.add(
          new TagMatcher(
              one(List.of("dc", "host", "host", "rack", "none")),
              matcher(),
              random.nextInt(3) == 0));
    }
    TextMatcher name = random.nextBoolean() ? TextMatcher.ANY : matcher();
    return new Selector.Tagged(name, tags, random.nextInt(4) == 0);
  }

  /** A read of raw points. */
  public Fetch fetch(long now) {
    Fetch fetch = Fetch.raw(selector(), range(), now);
    fetch = random.nextInt(4) == 0 ? fetch.withEmpty() : fetch;
    return random.nextInt(4) == 0 ? fetch.withLast(1 + random.nextInt(5)) : fetch;
  }

  /** How many answers at most: few, or all. */
  public int limit() {
    return random.nextBoolean() ? random.nextInt(6) : 1_000;
  }
}
