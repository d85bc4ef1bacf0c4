package tidemark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code ./tidemark} beside an empty release in a directory of its own, with the folders in which
 * it looks at the machine replaced by ours, so that the machine's own Javas, memory and cores are
 * out of sight.
 */
final class ScriptInABox {
  private final Path directory;

  ScriptInABox(Path directory) throws IOException {
    this.directory = directory;
    String script = Files.readString(Path.of("../tidemark"));
    String boxed =
        replaced(
            script,
            "(?s)for dir in /usr/lib/jvm/\\*.*?; do",
            "for dir in " + directory + "/jvm/*; do");
    boxed = replaced(boxed, "/proc/", directory + "/proc/");
    boxed = replaced(boxed, "/sys/fs/cgroup", directory + "/cgroup");
    boxed = replaced(boxed, "/sys/kernel/mm", directory + "/mm");
    Files.writeString(directory.resolve("tidemark"), boxed);
    Files.createDirectories(directory.resolve("lib"));
    Files.createFile(directory.resolve("lib/a.jar"));
    Files.createDirectories(directory.resolve("empty"));
  }

  private static String replaced(String script, String regex, String by) {
    String changed = script.replaceAll(regex, by);
    assertThat(changed).isNotEqualTo(script);
    return changed;
  }

  /** A Java that says its folder's name and then all its arguments, a line each. */
  Path java(String name, String version) throws IOException {
    Path home = directory.resolve(name);
    Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(program, "#!/bin/bash\nprintf '%s\\n' " + name + " \"$@\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  /** A file below {@code proc}, {@code cgroup} or {@code mm}, as the kernel shows it. */
  void file(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** {@code ./tidemark version} with this environment alone. */
  ServerProcess.Ended run(Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder script =
        new ProcessBuilder("/bin/bash", directory.resolve("tidemark").toString(), "version");
    script.environment().clear();
    script.environment().put("PATH", directory.resolve("empty").toString());
    script.environment().put("HOME", directory.toString());
    script.environment().putAll(environment);
    Process process = script.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new ServerProcess.Ended(process.waitFor(), said, 0);
  }
}
