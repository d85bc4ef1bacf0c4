package tidemark.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.relay.Relay;
import tidemark.relay.RelaySettings;
import tidemark.relay.intake.LineRules;
import tidemark.relay.language.Dialect;
import tidemark.relay.log.RelayLog;
import tidemark.relay.send.SendOptions;

/** A relay with a spool in the test's own process, which nobody kills. */
final class OwnRelay {
  private static final Logger LOG = LoggerFactory.getLogger(OwnRelay.class);

  private OwnRelay() {}

  /**
   * Starts one.
   *
   * @param local takes what the rules send to {@code local}
   */
  static Relay start(Path folder, String rules, SendOptions.Local local) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.writeString(folder.resolve("relay.conf"), rules);
    SendOptions usual = SendOptions.DEFAULT;
    SendOptions sending =
        new SendOptions(
            usual.queue(),
            usual.batch(),
            usual.stalls(),
            usual.timeoutMillis(),
            null,
            0,
            new SendOptions.Spooling(folder.resolve("spool"), 1L << 33, 0),
            local);
    RelaySettings settings =
        new RelaySettings(
            file.toString(),
            false,
            0,
            null,
            Dialect.V3_9,
            "test",
            1,
            16,
            false,
            false,
            false,
            false,
            RelaySettings.DEFAULT_NAMES,
            LineRules.of(LineRules.DEFAULT_CHARACTERS, 0, LineRules.DEFAULT_LINE),
            sending);
    return Relay.start(settings, InstantSource.system(), new Random(), new Quiet());
  }

  private static final class Quiet implements RelayLog {
    @Override
    public void message(String text) {
      LOG.debug(text);
    }

    @Override
    public void error(String text) {
      LOG.debug(text);
    }
  }
}
