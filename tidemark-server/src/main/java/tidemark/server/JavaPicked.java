package tidemark.server;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * With what Java this process runs: what {@code ./tidemark} picked for the machine, or whoever
 * started it.
 */
final class JavaPicked {
  private JavaPicked() {}

  /**
   * {@code Java 25.0.3 in 7936 MiB, cores: 2; heap up to 3072 MiB, ParallelGC, compact object
   * headers, AOT cache}. What the machine gives is known from the script alone.
   */
  static String line() {
    return line(
        Runtime.version().toString(),
        System.getProperty("tidemark.machine", ""),
        Runtime.getRuntime().maxMemory(),
        ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  /** Of options that contradict each other the last one holds, as for Java. */
  static String line(String version, String machine, long heap, List<String> options) {
    String collector = "";
    String headers = "";
    String cache = "";
    for (String option : options) {
      if (option.startsWith("-XX:+Use") && option.endsWith("GC")) {
        collector = option.substring("-XX:+Use".length());
      } else if (option.endsWith("UseCompactObjectHeaders")) {
        headers = option.startsWith("-XX:+") ? "compact object headers" : "";
      } else if (option.startsWith("-XX:AOTCache=")) {
        cache = "AOT cache";
      }
    }
    String java = "Java " + version + (machine.isEmpty() ? "" : " in " + machine);
    return Stream.of("heap up to " + (heap >> 20) + " MiB", collector, headers, cache)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(", ", java + "; ", ""));
  }
}
