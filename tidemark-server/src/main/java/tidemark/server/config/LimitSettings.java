package tidemark.server.config;

import java.time.Duration;
import java.util.List;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.config.ConfigType;
import tidemark.config.Size;

/**
 * Section {@code limits}: how much one sender or one query may ask of the server.
 *
 * @param patience how long an overloaded storage is asked again before points are dropped
 * @param newSeries how many series may come new within a second; 0: any number
 */
public record LimitSettings(
    Size maxLine, Size maxPickle, Size maxBody, int maxTags, Duration patience, int newSeries) {
  private static final ConfigKey<Size> MAX_LINE =
      new ConfigKey<>(
          "max-line",
          ConfigType.SIZE,
          "512KiB",
          "Longest line of a plaintext or telnet connection; a longer one is skipped and counted.");
  private static final ConfigKey<Size> MAX_PICKLE =
      new ConfigKey<>(
          "max-pickle",
          ConfigType.SIZE,
          "1MiB",
          "Longest pickle frame; a longer one closes the connection, as carbon does.");
  private static final ConfigKey<Size> MAX_BODY =
      new ConfigKey<>(
          "max-body",
          ConfigType.SIZE,
          "64MiB",
          "Longest HTTP request body, after decompression; a longer one is answered with 413.");
  private static final ConfigKey<Integer> MAX_TAGS =
      new ConfigKey<>(
          "max-tags",
          ConfigType.integer(1, 255),
          "8",
          "Most tags of a point that comes over OpenTSDB's protocols (tsd.storage.max_tags).");
  private static final ConfigKey<Duration> PATIENCE =
      new ConfigKey<>(
          "patience",
          ConfigType.DURATION,
          "10s",
          "How long an overloaded storage is asked again before the points of a sender that cannot be"
              + " told are dropped and counted.");

  private static final ConfigKey<Integer> NEW_SERIES =
      new ConfigKey<>(
          "new-series",
          ConfigType.integer(0, Integer.MAX_VALUE),
          "0",
          "Most series that may come new within a second, over all protocols; the points of others are"
              + " refused, counted and answered as an overload until the next second. 0: no limit.");

  static final List<ConfigKey<?>> KEYS =
      List.of(MAX_LINE, MAX_PICKLE, MAX_BODY, MAX_TAGS, PATIENCE, NEW_SERIES);

  static LimitSettings of(ConfigNode section) {
    return new LimitSettings(
        section.get(MAX_LINE),
        section.get(MAX_PICKLE),
        section.get(MAX_BODY),
        section.get(MAX_TAGS),
        section.get(PATIENCE),
        section.get(NEW_SERIES));
  }
}
