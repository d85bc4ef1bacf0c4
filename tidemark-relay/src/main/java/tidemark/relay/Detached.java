package tidemark.relay;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code -D}. A Java process cannot fork, so the command is started again, with the same Java, its
 * options and arguments but for the flag, away from the terminal's streams.
 */
final class Detached {
  private static final String OWN_WORDS = "sun.java.command";

  private Detached() {}

  /**
   * Starts the command again.
   *
   * @return the new process' id
   * @throws IOException if it cannot be started, or this Java does not say how it was started
   */
  static long start(List<String> args) throws IOException {
    // The main class and all arguments, which the relay's are the end of.
    String[] words = System.getProperty(OWN_WORDS, "").split(" ", -1);
    if (words.length <= args.size()) {
      throw new IOException("-D is not possible: this Java does not tell its command line");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.addAll(List.of(words).subList(0, words.length - args.size()));
    args.stream()
        .map(Detached::withoutFlag)
        .filter(each -> !each.equals("-"))
        .forEach(command::add);
    ProcessBuilder.Redirect nowhere = ProcessBuilder.Redirect.DISCARD;
    return new ProcessBuilder(command)
        .redirectInput(new File("/dev/null"))
        .redirectOutput(nowhere)
        .redirectError(nowhere)
        .start()
        .pid();
  }

  /** Without the flag, which may stand among others that take no value: {@code -sDE}. */
  static String withoutFlag(String arg) {
    return arg.matches("-[" + CommandLine.SWITCHES + "]+") ? arg.replace("D", "") : arg;
  }
}
