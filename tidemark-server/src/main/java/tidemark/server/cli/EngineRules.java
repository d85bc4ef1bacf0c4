package tidemark.server.cli;

import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tidemark.metrics.Meters;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.retention.Precision;
import tidemark.retention.Roundings;
import tidemark.server.config.Settings;
import tidemark.server.config.StorageSettings;
import tidemark.storage.EngineContext;
import tidemark.storage.local.LocalStorage;

/** The engine of a configuration, for those who work on it while no server does. */
final class EngineRules {
  private EngineRules() {}

  /** Opens it, without its threads. */
  static LocalStorage open(Settings settings) {
    return open(settings, new SeriesTable());
  }

  /** The same, for batches of a table. */
  static LocalStorage open(Settings settings, SeriesTable table) {
    return LocalStorage.openIdle(
        settings.node(),
        new EngineContext(
            settings.data().resolve("local"),
            settings.storage().retentions(warning -> {}),
            roundings(settings),
            table,
            InstantSource.system(),
            new Meters()));
  }

  private static Supplier<Roundings> roundings(Settings settings) {
    Roundings read = settings.storage().roundings();
    return () -> read;
  }

  /** How many digits of a series are stored. */
  static String digits(StorageSettings storage, SeriesKey key) {
    return storage.roundings().of(key).map(Precision::toString).orElse("all");
  }

  /** The rule that holds for a series. */
  static String text(StorageSettings storage, SeriesKey key) {
    return storage
        .retentions(warning -> {})
        .of(key)
        .map(r ->
            r.archives().stream()
                    .map(a -> a.stepSeconds() + "s:" + a.retentionSeconds() + "s")
                    .collect(Collectors.joining(","))
                + ' '
                + r.method().word()
                + " xFilesFactor "
                + r.xFilesFactor())
        .orElse("kept for ever as it comes");
  }
}
