package tidemark.server.opentsdb;

import java.util.LinkedHashMap;
import java.util.Map;
import tidemark.query.opentsdb.JsonOut;

/**
 * {@code /api/version} and {@code /version}. Clients compare the number with OpenTSDB's, so it is
 * the one that Tidemark answers like; whose it is stands beside it.
 */
final class VersionEndpoint {
  private static final String LIKE = "2.4.1";

  private final String version;
  private final String revision;
  private final String builtOn;

  /** The version of Tidemark, its revision and when it was built, as shown to people. */
  VersionEndpoint(String version, String revision, String builtOn) {
    this.version = version;
    this.revision = revision;
    this.builtOn = builtOn;
  }

  Answer api(Call call) {
    call.only("GET", "POST");
    return json();
  }

  Answer legacy(Call call) {
    return call.has("json")
        ? json()
        : Answer.text(
            "text/plain",
            "net.opentsdb.tools %s built at revision %s (Tidemark %s)\nBuilt on %s by tidemark\n"
                .formatted(LIKE, revision, version, builtOn));
  }

  private Answer json() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("short_revision", revision);
    fields.put("repo", "tidemark " + version);
    fields.put("host", "tidemark");
    fields.put("version", LIKE);
    fields.put("full_revision", revision);
    fields.put("repo_status", "MINT");
    fields.put("user", "tidemark");
    fields.put("branch", "");
    fields.put("timestamp", builtOn);
    return Answer.json(new JsonOut().value(fields));
  }
}
