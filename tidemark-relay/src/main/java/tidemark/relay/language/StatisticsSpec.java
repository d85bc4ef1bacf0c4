package tidemark.relay.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the relay reports about itself.
 *
 * @param intervalSeconds between two reports
 * @param reset whether counters begin at 0 after each
 * @param prefix a template over the host name; null: {@code carbon.relays.\.1}
 * @param to where they go; empty: they enter the rules like any line
 * @param stop parsed, printed and otherwise ignored, as by the original
 */
public record StatisticsSpec(
    int intervalSeconds, boolean reset, @Nullable Template prefix, List<Cluster> to, boolean stop) {
  private static final Expression HOST = Expression.of("^(([^.]+)(\\..*)?)$", Dialect.V3_9);
  private static final Template DEFAULT_PREFIX = Template.of("carbon.relays.\\.1", Dialect.V3_9);

  /** Without a statement. */
  public static final StatisticsSpec DEFAULT =
      new StatisticsSpec(60, false, null, List.of(), false);

  public StatisticsSpec {
    to = List.copyOf(to);
  }

  /** The prefix of this host's statistics, without the last dot. */
  public String prefixOf(String hostname) {
    Expression.Found found = HOST.find(hostname);
    Template template = prefix == null ? DEFAULT_PREFIX : prefix;
    return found == null ? hostname : template.expand(HOST, found);
  }
}
