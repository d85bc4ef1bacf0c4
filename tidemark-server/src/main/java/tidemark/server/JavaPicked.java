package tidemark.server;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * With what Java this process runs: what {@code ./tidemark} picked for the machine, or whoever
 * started it.
 */
final class JavaPicked {
  private JavaPicked() {}

  /** {@code Java 25.0.1, heap up to 1984 MiB, ParallelGC, compact object headers, AOT cache}. */
  static String line() {
    return line(
        Runtime.version().toString(),
        Runtime.getRuntime().maxMemory(),
        ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  static String line(String version, long heap, List<String> options) {
    List<String> words = new ArrayList<>();
    words.add("Java " + version);
    words.add("heap up to " + (heap >> 20) + " MiB");
    for (String option : options) {
      if (option.startsWith("-XX:+Use") && option.endsWith("GC")) {
        words.add(option.substring("-XX:+Use".length()));
      } else if (option.equals("-XX:+UseCompactObjectHeaders")) {
        words.add("compact object headers");
      } else if (option.startsWith("-XX:AOTCache=")) {
        words.add("AOT cache");
      }
    }
    return String.join(", ", words);
  }
}
