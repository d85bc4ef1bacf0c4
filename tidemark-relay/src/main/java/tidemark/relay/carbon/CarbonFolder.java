package tidemark.relay.carbon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tidemark.model.InvalidInputException;
import tidemark.relay.language.Cluster;
import tidemark.relay.language.Configuration;
import tidemark.relay.language.Rule;
import tidemark.relay.language.StatisticsSpec;
import tidemark.retention.NameLists;

/**
 * A folder with carbon's files, those of them that are there: whitelist.conf and blacklist.conf,
 * rewrite-rules.conf, aggregation-rules.conf and relay-rules.conf. A name passes them in this
 * order:
 *
 * <pre>
 *   lists ─► [pre] ─► aggregates ─► [post] ─► relay rules ─► destinations
 *                         └─ results ────────────┘
 * </pre>
 */
public final class CarbonFolder {
  private static final String RELAY_RULES = "relay-rules.conf";

  private CarbonFolder() {}

  /**
   * Reads the folder.
   *
   * @param hasLocal whether there is a destination {@code local}, which then gets all if there is
   *     no relay-rules.conf
   * @throws InvalidInputException if something in the files is wrong
   */
  public static Configuration read(Path folder, boolean hasLocal) {
    List<String> warnings = new ArrayList<>();
    NameLists lists =
        NameLists.load(
            folder.resolve("whitelist.conf"), folder.resolve("blacklist.conf"), warnings::add);
    RewriteRules rewrites = RewriteRules.read(folder.resolve("rewrite-rules.conf"), warnings::add);
    RelayRules relay = relayRules(folder, hasLocal);
    List<Rule> rules = new ArrayList<>(rewrites.pre());
    rules.addAll(AggregationRules.read(folder.resolve("aggregation-rules.conf")));
    rules.addAll(rewrites.post());
    rules.addAll(relay.rules());
    return new Configuration(
        relay.clusters(), rules, List.of(), StatisticsSpec.DEFAULT, warnings, lists, false);
  }

  private static RelayRules relayRules(Path folder, boolean hasLocal) {
    Path file = folder.resolve(RELAY_RULES);
    if (Files.exists(file)) {
      return RelayRules.read(file, hasLocal);
    }
    if (!hasLocal) {
      throw new InvalidInputException(
          folder + " has no " + RELAY_RULES + ", which says where names go");
    }
    return RelayRules.all(Cluster.LOCAL);
  }

  /** A file's lines; none if there is no such file. */
  static List<String> lines(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new InvalidInputException(file + " cannot be read: " + e, e);
    }
  }
}
