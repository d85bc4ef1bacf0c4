package tidemark.server.config;

import java.time.Duration;
import java.util.List;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.config.ConfigType;
import tidemark.config.Size;
import tidemark.ingest.Limits;
import tidemark.server.http.HttpLimits;

/**
 * Section {@code limits}: how much one sender or one query may ask of the server.
 *
 * @param patience how long an overloaded storage is asked again before points are dropped
 * @param lists whose names pass
 * @param newSeries how many series may come new within a second; 0: any number
 */
public record LimitSettings(
    Size maxLine,
    Size maxPickle,
    HttpLimits http,
    int maxTags,
    Duration patience,
    int newSeries,
    ListKeys lists) {
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
          "How long an overloaded storage is asked again before the points of a sender that cannot"
              + " be told are dropped and counted.");

  private static final ConfigKey<Integer> NEW_SERIES =
      new ConfigKey<>(
          "new-series",
          ConfigType.integer(0, Integer.MAX_VALUE),
          "0",
          "Most series that may come new within a second, over all protocols; the points of others"
              + " are refused, counted and answered as an overload until the next second. 0: no"
              + " limit.");

  private static final ConfigKey<Integer> HTTP_CONNECTIONS =
      new ConfigKey<>(
          "http-connections",
          ConfigType.integer(1, 1_000_000),
          "10000",
          "Connections that an HTTP port has open at a time; more wait until one ends.");
  private static final ConfigKey<Duration> HTTP_IDLE =
      new ConfigKey<>(
          "http-idle",
          ConfigType.DURATION,
          "5m",
          "How long an HTTP connection may be silent between requests, or before the first byte,"
              + " before it is closed.");
  private static final ConfigKey<Duration> HTTP_PACE =
      new ConfigKey<>(
          "http-pace",
          ConfigType.DURATION,
          "30s",
          "How long the server waits for a request to come, or for each 64 KiB of a long one, and"
              + " for a client to take each 64 KiB of an answer; whoever is slower is closed and"
              + " counted.");

  static final List<ConfigKey<?>> KEYS =
      List.of(
          MAX_LINE,
          MAX_PICKLE,
          MAX_BODY,
          MAX_TAGS,
          PATIENCE,
          NEW_SERIES,
          HTTP_CONNECTIONS,
          HTTP_IDLE,
          HTTP_PACE,
          ListKeys.KEYS.get(0),
          ListKeys.KEYS.get(1));

  /**
   * What the doors need of them.
   *
   * @param maxFuture as of the storage
   */
  public Limits doors(Duration maxFuture) {
    return new Limits(
        maxLine.intBytes(),
        maxPickle.intBytes(),
        http.maxBody().bytes(),
        maxFuture,
        maxTags,
        patience);
  }

  static LimitSettings of(ConfigNode section) {
    return new LimitSettings(
        section.get(MAX_LINE),
        section.get(MAX_PICKLE),
        new HttpLimits(
            section.get(MAX_BODY),
            section.get(HTTP_CONNECTIONS),
            section.get(HTTP_IDLE),
            section.get(HTTP_PACE)),
        section.get(MAX_TAGS),
        section.get(PATIENCE),
        section.get(NEW_SERIES),
        ListKeys.of(section));
  }
}
