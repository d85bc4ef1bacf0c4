package tidemark.relay;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tidemark.relay.carbon.CarbonFolder;
import tidemark.relay.intake.LineRules;
import tidemark.relay.language.Configuration;
import tidemark.relay.language.Dialect;
import tidemark.relay.language.Parser;
import tidemark.relay.send.SendOptions;

/**
 * How a relay runs, beside its configuration file (contracts/relay.md 3).
 *
 * @param file carbon-c-relay's configuration, or a folder with carbon's files
 * @param listens whether there are default listeners; inside a server its doors serve
 * @param port of the default listeners, {@code -p}
 * @param unixSocket the default listener on a Unix socket, null for none
 * @param hostname in statistics, {@code -H}
 * @param workers of whom statistics speak, {@code -w}
 * @param backlog of listeners, {@code -B}
 * @param closesIdle whether clients silent for ten minutes are closed; not with {@code -E}
 * @param submits whether statistics enter the stream; not with {@code -s}
 * @param debug whether statistics are printed instead, {@code -d}
 * @param rates whether a line is logged each second, {@code -S}
 * @param names how many names keep their routes
 */
public record RelaySettings(
    String file,
    boolean listens,
    int port,
    @Nullable Path unixSocket,
    Dialect dialect,
    String hostname,
    int workers,
    int backlog,
    boolean closesIdle,
    boolean submits,
    boolean debug,
    boolean rates,
    int names,
    LineRules lines,
    SendOptions sending) {
  /** The configuration of these settings' file, with its listeners. */
  Configuration read() {
    Configuration configuration;
    if (Files.isDirectory(Path.of(file))) {
      configuration = CarbonFolder.read(Path.of(file), sending.local() != null);
    } else if (sending.local() == null) {
      configuration = Parser.parseFile(file, dialect);
    } else {
      configuration = Parser.parseFileWithLocal(file, dialect);
    }
    return DefaultListeners.complete(configuration, this);
  }

  /** How many names keep their routes where nothing else is said. */
  public static final int DEFAULT_NAMES = 1 << 20;
}
