package tidemark.ingest.opentsdb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.ingest.ProtocolContext;
import tidemark.model.InvalidInputException;
import tidemark.storage.StorageException;

/**
 * The telnet commands beside put and exit (contracts/opentsdb.md 3). {@code diediedie} stops a real
 * OpenTSDB; here it is refused, since anyone who reaches the port could send it. Thread-safe.
 */
final class TelnetCommands {
  private static final Set<String> WRITING = Set.of("rollup", "histogram");

  private static final String HELP =
      "available commands: stats dropcaches version exit help put rollup histogram diediedie \n";

  private static final String READ_ONLY_HELP =
      "available commands: stats dropcaches version exit help diediedie \n";

  private final ProtocolContext context;
  private final boolean readOnly;
  private final @Nullable HistogramDoor histograms;

  /**
   * The commands.
   *
   * @param histograms null if none are taken
   */
  TelnetCommands(ProtocolContext context, boolean readOnly, @Nullable HistogramDoor histograms) {
    this.readOnly = readOnly;
    this.context = context;
    this.histograms = histograms;
  }

  /** The answer with its LFs, or null for an unknown command. */
  @Nullable String answer(String[] words) throws IOException {
    if (readOnly && WRITING.contains(words[0])) {
      return null;
    }
    return switch (words[0]) {
      case "help" -> readOnly ? READ_ONLY_HELP : HELP;
      case "version" -> version();
      case "stats" -> Stats.lines(context.meters(), context.clock().millis() / 1000, hostName());
      case "dropcaches" -> "Caches dropped.\n";
      case "diediedie" -> "diediedie is refused here: stop the process instead.\n";
      case "rollup" -> tooFew(words, 6, 7, "No rollup or aggregations were configured");
      case "histogram" ->
          histograms == null
              ? tooFew(words, 6, 5, HistogramDoor.OFF)
              : histogram(words, histograms);
      default -> null;
    };
  }

  /** The two lines of a version answer, in OpenTSDB's form. */
  private String version() {
    return "net.opentsdb.tools tidemark "
        + context.host().version()
        + " built at revision "
        + context.host().revision()
        + "\nBuilt on "
        + context.host().builtOn()
        + "\n";
  }

  /** Nothing if it was taken. */
  private static String histogram(String[] words, HistogramDoor door) {
    try {
      door.put(words);
      return "";
    } catch (NumberFormatException e) {
      return "histogram: invalid value: " + e.getMessage() + '\n';
    } catch (InvalidInputException e) {
      return "histogram: illegal argument: " + e.getMessage() + '\n';
    } catch (StorageException e) {
      return "histogram: Storage error: " + e.getMessage() + '\n';
    }
  }

  /** What is wrong with a command that is not configured; the number in the text is OpenTSDB's. */
  private static String tooFew(String[] words, int needed, int said, String otherwise) {
    return words[0]
        + ": illegal argument: "
        + (words.length < needed
            ? "not enough arguments (need least " + said + ", got " + (words.length - 1) + ")"
            : otherwise)
        + '\n';
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
