package tidemark.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tidemark.config.ConfigKey;

/** docs/configuration.md says what the keys say; {@code -Dtidemark.regenerate=true} rewrites it. */
class ConfigDocsTest {
  private static final Path FILE = Path.of("../docs/configuration.md");
  private static final String REGENERATE =
      "mvn -pl tidemark-server -am test -Dtest=ConfigDocsTest -Dtidemark.regenerate=true";

  @Test
  void theDocumentIsUpToDate() throws IOException {
    String generated = document();
    if (Boolean.getBoolean("tidemark.regenerate")) {
      Files.writeString(FILE, generated);
    }
    assertThat(Files.readString(FILE))
        .as("stale; regenerate it: " + REGENERATE)
        .isEqualTo(generated);
  }

  private static String document() {
    StringBuilder out = new StringBuilder();
    out.append("# Configuration\n\n");
    out.append("<!-- Generated from the keys in the code; do not edit. ").append(REGENERATE);
    out.append(" -->\n\n");
    out.append(
        """
        Everything has a default; an empty configuration is a good one. Values come from, the later before the
        earlier:

        1. the defaults below;
        2. a YAML file: `--config FILE`, or `./tidemark.yaml` if there is one. Sections may be nested or keys dotted;
        3. `--opentsdb-conf FILE`: the `tsd.*` settings of an opentsdb.conf that mean something here;
        4. the environment: `listen.http` is `TIDEMARK_LISTEN_HTTP`;
        5. `--data DIR`, then `--set key=value`.

        `tidemark config show` prints what is in force and where each value came from; `tidemark config check FILE`
        names file and line of what is wrong. An unknown key is an error and names the nearest one.

        ```yaml
        data: /var/lib/tidemark
        listen:
          graphite-line: 0.0.0.0:2003
          http: 0.0.0.0:8080
        storage:
          schemas: /etc/carbon/storage-schemas.conf
        ```

        Every listener binds the loopback address unless told otherwise. Port 0 takes a free port, `off` does not
        listen.

        | key | default | what it is |
        |---|---|---|
        """);
    for (ConfigKey<?> key : Settings.SCHEMA.keys()) {
      String otherwise = key.otherwise().isEmpty() ? "" : '`' + key.otherwise() + '`';
      out.append("| `").append(key.name()).append("` | ").append(otherwise).append(" | ");
      out.append(key.doc()).append(" *").append(key.type().what()).append("* |\n");
    }
    out.append(
        """

        ## Rounding
        `storage.rounding` names a file in the manner of storage-schemas.conf. The first section whose pattern is found in
        the series' text holds; a series that none names keeps every digit.

        ```
        [billing]
        pattern = ^billing\\.
        digits = all

        [temperatures]
        pattern = temperature
        decimals = 2

        [rest]
        pattern = .*
        digits = 12
        ```

        `digits` are significant ones, 1 to 15, or `all`; `decimals` are those after the point, 0 to 15. A value becomes
        the nearest decimal of so many digits, so the error is at most half a unit of the last one. Whole numbers (below
        2^53), integers as OpenTSDB sends them, NaN and infinities stay as they are. What is wrong in the file is an error
        with its line; nothing is skipped. [operations.md](operations.md#rounding) says when it happens.

        ## Java
        `./tidemark` picks Java's options by what this process may use: memory and cores of the machine, or of its
        control groups (version 2 or 1, a limit at any level) if that is less. The first line of the log says what it
        saw and what is in force.

        | memory | heap |
        |---|---|
        | up to 6 GiB | half |
        | 6 to 12 GiB | 3 GiB: enough for a million active series |
        | more | a quarter, 8 GiB at most |

        Of a heap so picked new objects get 256 MiB at most, or a quarter if that is less: with a million active
        series it keeps the whole process at 1.2 GiB of anonymous memory. A heap of 1 GiB or more is asked for in
        transparent huge pages, if the kernel lets processes ask (`/sys/kernel/mm/transparent_hugepage/enabled`).

        The collector is serial with one core or less than 2 GiB, else parallel; object headers are compact. 100,000
        active series want a heap of 512 MiB, that is, 1 GiB of memory. The rest of the memory is the page cache's,
        through which blocks are read.

        `TIDEMARK_OPTS` adds options: `TIDEMARK_OPTS='-Xmx1g -XX:+UseZGC'`. A heap (`-Xmx`, `-XX:MaxHeapSize`,
        `-XX:MaxRAM...`) or a collector in it is taken instead of the script's, and of other options the later holds, so
        it wins. `TIDEMARK_JAVA_HOME` says which Java. The AOT cache is made with the collector of the build; with
        another one Java may refuse it, and a start takes longer.
        """);
    return out.toString();
  }
}
