package tidemark.query.graphite.format;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The formats of {@code /render} that are no pictures, by the name that {@code format} gives. */
public final class RenderFormats {
  private static final Map<String, Function<RenderOptions, RenderFormat>> ALL =
      Map.ofEntries(
          Map.entry("carbonapi_v2_pb", options -> new CarbonapiV2Format()),
          Map.entry("carbonapi_v3_pb", options -> new CarbonapiV3Format(options.asked())),
          Map.entry("csv", options -> new CsvFormat(options.zone())),
          Map.entry("dygraph", options -> new DygraphFormat()),
          Map.entry("json", JsonFormat::new),
          Map.entry("msgpack", options -> new MsgpackFormat()),
          Map.entry("pickle", options -> new PickleFormat()),
          Map.entry("protobuf", options -> new CarbonapiV2Format()),
          Map.entry("protobuf3", options -> new CarbonapiV2Format()),
          Map.entry("raw", options -> new RawFormat()),
          Map.entry("rickshaw", options -> new RickshawFormat(options.pretty())));

  private RenderFormats() {}

  /** The format of a name, which is case-sensitive. */
  public static Optional<RenderFormat> named(String name, RenderOptions options) {
    return Optional.ofNullable(ALL.get(name)).map(format -> format.apply(options));
  }
}
