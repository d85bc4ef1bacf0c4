package tidemark.ingest.opentsdb;

import java.util.Locale;
import tidemark.metrics.Meters;

/**
 * Our meters as OpenTSDB's {@code stats} shows its own: {@code tsd.name seconds value tag=v ...
 * host=name} lines (contracts/opentsdb.md 3).
 */
public final class Stats {
  private Stats() {}

  /** One line for each meter, each with its LF. */
  public static String lines(Meters meters, long epochSeconds, String host) {
    var out = new StringBuilder();
    for (Meters.Reading meter : meters.read()) {
      out.append("tsd.")
          .append(meter.id().name().replaceFirst("^tidemark_", "").replace('_', '.'))
          .append(' ')
          .append(epochSeconds)
          .append(' ')
          .append(number(meter.value()));
      for (int i = 0; i + 1 < meter.id().labels().size(); i += 2) {
        out.append(' ')
            .append(meter.id().labels().get(i))
            .append('=')
            .append(meter.id().labels().get(i + 1));
      }
      out.append(" host=").append(host).append('\n');
    }
    return out.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%s", value);
  }
}
