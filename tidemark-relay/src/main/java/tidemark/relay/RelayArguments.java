package tidemark.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tidemark.config.Size;
import tidemark.model.InvalidInputException;
import tidemark.relay.intake.LineRules;
import tidemark.relay.language.Dialect;
import tidemark.relay.send.SendOptions;

/** What the flags of the command mean (contracts/relay.md 3). */
final class RelayArguments {
  private RelayArguments() {}

  /**
   * The settings that the flags say.
   *
   * @throws InvalidInputException for a value that cannot be
   * @throws IOException if this machine has no name and none is given
   */
  static RelaySettings of(CommandLine line) throws IOException {
    int queue =
        line.number("q", 25_000, 1, Integer.MAX_VALUE, "queue size needs to be a number > 0");
    int batch =
        line.number("b", 2_500, 1, Integer.MAX_VALUE, "batch size needs to be a number > 0");
    if (batch > queue) {
      throw new InvalidInputException("error: batchsize must be smaller than queuesize");
    }
    int stalls = line.number("L", 4, 0, 15, "maximum stalls needs to be a number between 0 and 15");
    int timeout =
        line.number("T", 600, 0, 59_999, "server IO timeout needs to be less than one minute");
    int longestName = line.number("m", 0, 0, Integer.MAX_VALUE, "max metric len must be a number");
    int longestLine =
        line.number("M", LineRules.DEFAULT_LINE, 2, Integer.MAX_VALUE, "max length must be > 1");
    if (longestName >= longestLine) {
      throw new InvalidInputException(
          "error: max metric len must be smaller than max length of input string");
    }
    int port = line.number("p", 2003, 1, 65_535, "port needs to be a number between 1 and 65535");
    String certificates = line.value("C");
    SendOptions sending =
        new SendOptions(
            queue,
            batch,
            stalls,
            timeout < 250 ? 600 : timeout,
            certificates == null ? null : Path.of(certificates),
            line.number("U", 0, 0, Integer.MAX_VALUE, "socket buffer size must be a number"),
            spooling(line),
            null);
    int processors = Runtime.getRuntime().availableProcessors();
    return new RelaySettings(
        line.value("f", ""),
        true,
        port,
        Path.of("/tmp/.s.carbon-c-relay." + port),
        dialect(line.value("--dialect", "3.9")),
        line.value("H", hostname()),
        line.number("w", processors, 1, 1000, "workers needs to be a number > 0"),
        line.number("B", 32, 1, Integer.MAX_VALUE, "backlog needs to be a number > 0"),
        !line.has("E"),
        !line.has("s") && !line.has("S"),
        line.has("d"),
        line.has("S"),
        line.number("--names", RelaySettings.DEFAULT_NAMES, 1, 1 << 28, "names must be a number"),
        LineRules.of(line.value("c", LineRules.DEFAULT_CHARACTERS), longestName, longestLine),
        sending);
  }

  private static SendOptions.@Nullable Spooling spooling(CommandLine line) {
    String folder = line.value("--spool");
    if (folder == null) {
      return null;
    }
    return new SendOptions.Spooling(
        Path.of(folder),
        size("--spool-size", line.value("--spool-size", "1GiB")),
        size("--spool-rate", line.value("--spool-rate", "0")));
  }

  private static long size(String flag, String text) {
    try {
      return Size.parse(text).bytes();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("error: " + flag + " needs a size such as 64MiB", e);
    }
  }

  private static Dialect dialect(String text) {
    return switch (text) {
      case "3.9" -> Dialect.V3_9;
      case "3.7.3" -> Dialect.V3_7_3;
      default -> throw new InvalidInputException("error: dialect is 3.9 or 3.7.3");
    };
  }

  private static String hostname() throws IOException {
    return InetAddress.getLocalHost().getHostName();
  }
}
