package tidemark.relay.log;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * carbon-c-relay's log: {@code [2026-11-24 20:48:45] text}, in a file with {@code (MSG)} or {@code
 * (ERR)} between the two (contracts/relay.md 3).
 */
public final class StreamLog implements RelayLog {
  private final PrintStream messages;
  private final PrintStream errors;
  private final boolean tagged;
  private final InstantSource clock;
  private final DateTimeFormatter format =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  /**
   * A log on two streams.
   *
   * @param tagged whether the kind of a line is written; for a file, where both kinds meet
   */
  public StreamLog(PrintStream messages, PrintStream errors, boolean tagged, InstantSource clock) {
    this.messages = messages;
    this.errors = errors;
    this.tagged = tagged;
    this.clock = clock;
  }

  @Override
  public void message(String text) {
    print(messages, tagged ? "(MSG) " : "", text);
  }

  @Override
  public void error(String text) {
    print(errors, tagged ? "(ERR) " : "", text);
  }

  private void print(PrintStream stream, String kind, String text) {
    String head = "[" + format.format(clock.instant()) + "] " + kind;
    stream.print(head + text.replace("\n", "\n" + head) + "\n");
    stream.flush();
  }
}
