package tidemark.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last {@value #MOST} warnings and errors of the log, for the page at {@code /}: one line each,
 * without traces. Thread-safe.
 */
final class RecentLog extends AppenderBase<ILoggingEvent> {
  private static final String NAME = "recent";
  private static final int MOST = 20;
  private static final int LONGEST = 500;

  private final Deque<String> lines = new ArrayDeque<>();

  RecentLog() {
    setName(NAME);
  }

  /** That of this process; nothing is remembered where {@link LogSetup} is not in force. */
  static RecentLog ofThisProcess() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(NAME) instanceof RecentLog log) {
      return log;
    }
    return new RecentLog();
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      String line = event.getInstant() + " " + event.getLevel() + " " + event.getFormattedMessage();
      String flat = line.substring(0, Math.min(line.length(), LONGEST)).replaceAll("\\R", " ");
      synchronized (lines) {
        if (lines.size() == MOST) {
          lines.removeFirst();
        }
        lines.addLast(flat);
      }
    }
  }

  /** Oldest first. */
  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }
}
