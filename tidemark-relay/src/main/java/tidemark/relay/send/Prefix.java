package tidemark.relay.send;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tidemark.relay.language.ServerSpec;

/**
 * What stands before a line for some servers: who sent it, or a syslog header (contracts/relay.md
 * 4). Owned by one thread.
 */
final class Prefix {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.'000Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final boolean syslog;
  private final String source;
  private final InstantSource clock;
  private long second = Long.MIN_VALUE;
  private byte[] bytes = {};

  private Prefix(boolean syslog, String source, InstantSource clock) {
    this.syslog = syslog;
    this.source = source;
    this.clock = clock;
  }

  /** What this server wants before lines from that address; null: nothing. */
  static @Nullable Prefix of(ServerSpec spec, String source, InstantSource clock) {
    if (spec.lineType() == ServerSpec.LineType.SYSLOG) {
      return new Prefix(true, source, clock);
    }
    return spec.kind() == ServerSpec.Kind.FILE_IP ? new Prefix(false, source, clock) : null;
  }

  byte[] bytes() {
    long now = syslog ? clock.millis() / 1000 : 0;
    if (now != second) {
      second = now;
      String text =
          syslog
              ? "<30>1 " + TIME.format(clock.instant()) + " " + source + " carbon-c-relay - - - "
              : source + " ";
      bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    }
    return bytes;
  }
}
