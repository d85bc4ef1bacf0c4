package tidemark.relay.carbon;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.relay.language.Cluster;
import tidemark.relay.language.Dialect;
import tidemark.relay.language.Expression;
import tidemark.relay.language.Rule;
import tidemark.relay.language.ServerSpec;
import tidemark.retention.IniFile;

/**
 * relay-rules.conf (contracts/carbon.md 15): sections with a pattern, found anywhere and in any
 * case, and the destinations of what matches; the first that matches ends it unless it says {@code
 * continue = true}, and the one with {@code default = true} comes last.
 *
 * @param clusters one for each section
 * @param rules one for each section
 */
record RelayRules(List<Cluster> clusters, List<Rule> rules) {
  private static final String LOCAL = "local";

  /** Everything goes there. */
  static RelayRules all(Cluster to) {
    return new RelayRules(List.of(to), List.of(match(Expression.ANYTHING, to, true)));
  }

  /**
   * Reads a file.
   *
   * @throws InvalidInputException if a section says nothing or too much, or there is not one
   *     default
   */
  static RelayRules read(Path file, boolean hasLocal) {
    List<Cluster> clusters = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    if (hasLocal) {
      clusters.add(Cluster.LOCAL);
    }
    Map<String, ServerSpec> known = new LinkedHashMap<>();
    Rule otherwise = null;
    for (IniFile.Section section : IniFile.read(file.toString(), CarbonFolder.lines(file))) {
      String place = file + " line " + section.line() + ": section [" + section.name() + "] ";
      String pattern = value(section, "pattern");
      boolean isDefault = isTrue(section, "default");
      if ((pattern == null) != isDefault || (isDefault && otherwise != null)) {
        throw new InvalidInputException(
            place + "needs a pattern, or default = true, which one section alone has");
      }
      Cluster to = cluster(section, known, hasLocal, place);
      if (to.type() != Cluster.Type.LOCAL) {
        clusters.add(to);
      }
      if (pattern == null) {
        otherwise = match(Expression.ANYTHING, to, true);
      } else {
        rules.add(match(expression("(?i)" + pattern, place), to, !isTrue(section, "continue")));
      }
    }
    if (otherwise == null) {
      throw new InvalidInputException(file + ": no section has default = true");
    }
    rules.add(otherwise);
    return new RelayRules(clusters, rules);
  }

  private static Rule match(Expression expression, Cluster to, boolean stop) {
    return new Rule.Match(List.of(expression), null, null, List.of(to), stop);
  }

  /** An expression of one of carbon's files, as the relay compares. */
  static Expression expression(String source, String place) {
    try {
      return Expression.of(source, Dialect.V3_9);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          place + "'" + source + "' is no regular expression: " + e.getMessage(), e);
    }
  }

  private static @Nullable String value(IniFile.Section section, String key) {
    IniFile.Entry entry = section.get(key);
    return entry == null ? null : entry.value();
  }

  private static boolean isTrue(IniFile.Section section, String key) {
    String value = value(section, key);
    return value != null
        && List.of("true", "1", "yes", "on").contains(value.toLowerCase(Locale.ROOT));
  }

  private static Cluster cluster(
      IniFile.Section section, Map<String, ServerSpec> known, boolean hasLocal, String place) {
    String destinations = value(section, "destinations");
    if (destinations == null) {
      throw new InvalidInputException(place + "needs destinations");
    }
    if (hasLocal && destinations.equals(LOCAL)) {
      return Cluster.LOCAL;
    }
    List<ServerSpec> servers = new ArrayList<>();
    for (String each : destinations.split(",", -1)) {
      ServerSpec spec = ServerSpec.ofCarbon(each.strip());
      if (spec == null) {
        throw new InvalidInputException(
            place + "'" + each.strip() + "' is no host:port or host:port:instance");
      }
      ServerSpec first = known.putIfAbsent(spec.identity(), spec);
      servers.add(first == null ? spec : first);
    }
    return new Cluster(section.name(), Cluster.Type.FORWARD, 1, false, servers);
  }
}
