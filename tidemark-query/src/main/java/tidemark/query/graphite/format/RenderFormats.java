package tidemark.query.graphite.format;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The formats of {@code /render} that are no pictures, by the name that {@code format} gives. */
public final class RenderFormats {
  private static final Map<String, Function<RenderOptions, RenderFormat>> ALL =
      Map.of(
          "csv", options -> new CsvFormat(options.zone()),
          "dygraph", options -> new DygraphFormat(),
          "json", JsonFormat::new,
          "raw", options -> new RawFormat(),
          "rickshaw", options -> new RickshawFormat(options.pretty()));

  private RenderFormats() {}

  /** The format of a name, which is case-sensitive. */
  public static Optional<RenderFormat> named(String name, RenderOptions options) {
    return Optional.ofNullable(ALL.get(name)).map(format -> format.apply(options));
  }
}
