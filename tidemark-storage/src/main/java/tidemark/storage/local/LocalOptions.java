package tidemark.storage.local;

import java.time.Duration;
import java.util.List;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.config.ConfigType;
import tidemark.config.Durations;
import tidemark.config.Size;

/**
 * The engine's settings.
 *
 * @param syncEvery how often the log is synced; zero: before every write returns
 * @param head bytes of points in memory at most
 * @param segment bytes after which a log segment gets a successor
 * @param sealAge how long points may stay in the head alone
 * @param reserve free bytes below which writes are refused
 * @param mergeEvery the pause between two looks at the blocks
 */
record LocalOptions(
    Duration syncEvery,
    long head,
    long segment,
    Duration sealAge,
    long reserve,
    Duration mergeEvery) {
  static final ConfigKey<String> SYNC =
      new ConfigKey<>(
          "storage.local.sync",
          ConfigType.TEXT,
          "1s",
          "How often the log is synced to stable storage, a duration, or always: before each write returns."
              + " Points survive a killed process in any case.");
  static final ConfigKey<Size> HEAD =
      new ConfigKey<>(
          "storage.local.head",
          ConfigType.SIZE,
          "",
          "Memory for points that are not in blocks yet; at half of it sealing starts, at all of it writers"
              + " wait. Not set: an eighth of the heap, 16MiB to 256MiB.");
  static final ConfigKey<Size> SEGMENT =
      new ConfigKey<>(
          "storage.local.segment", ConfigType.SIZE, "32MiB", "The length of a log segment.");
  static final ConfigKey<Duration> SEAL_AGE =
      new ConfigKey<>(
          "storage.local.seal-age",
          ConfigType.DURATION,
          "2h",
          "How long points may be in memory and log alone before they are sealed into blocks.");
  static final ConfigKey<Size> RESERVE =
      new ConfigKey<>(
          "storage.reserve",
          ConfigType.SIZE,
          "1GiB",
          "Free disk space below which writes are refused; reads go on, and writes too once there is more.");

  static final ConfigKey<Duration> MERGE_EVERY =
      new ConfigKey<>(
          "storage.local.merge-every",
          ConfigType.DURATION,
          "30s",
          "How often blocks are looked at for merging, for expired points and for series that have none"
              + " left.");

  /** Asked before a series gets an id, so not by the engine itself: by whoever starts it. */
  static final ConfigKey<Integer> MAX_SERIES =
      new ConfigKey<>(
          "storage.local.max-series",
          ConfigType.integer(1, Integer.MAX_VALUE - 1),
          "4000000",
          "Most series with stored points; the points of one more are refused, counted and answered as an"
              + " overload. Series that are there go on.");

  /** All keys by full name. */
  static final List<ConfigKey<?>> KEYS =
      List.of(SYNC, HEAD, SEGMENT, SEAL_AGE, MERGE_EVERY, RESERVE, MAX_SERIES);

  /** Shards of the head, a power of two. */
  static final int SHARDS = 4;

  static LocalOptions of(ConfigNode root) {
    String sync = root.get(SYNC);
    Duration every = Duration.ZERO;
    if (!sync.equals("always")) {
      try {
        every = Durations.parse(sync);
      } catch (IllegalArgumentException e) {
        throw root.invalid(SYNC, "neither a duration nor always");
      }
    }
    long head = Math.clamp(Runtime.getRuntime().maxMemory() / 8, 16L << 20, 256L << 20);
    if (root.value(HEAD).isPresent()) {
      head = root.get(HEAD).bytes();
    }
    return new LocalOptions(
        every,
        head,
        root.get(SEGMENT).bytes(),
        root.get(SEAL_AGE),
        root.get(RESERVE).bytes(),
        root.get(MERGE_EVERY));
  }

  /** The same limit in pages; less than two pages per shard could not work. */
  int pages() {
    return (int) Math.clamp(head / (8L * PagePool.PAGE), 4L * SHARDS, 1L << 18);
  }
}
