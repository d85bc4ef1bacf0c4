package tidemark.server.cli;

/** Which of the process's outputs somebody looks at, rather than a file or a program. */
public record Terminals(boolean out, boolean err) {
  /** Neither. */
  public static final Terminals NONE = new Terminals(false, false);

  /**
   * As {@code ./tidemark} says it.
   *
   * @param descriptors the numbers of those that are terminals, {@code 1} and {@code 2}
   */
  public static Terminals of(String descriptors) {
    return new Terminals(descriptors.contains("1"), descriptors.contains("2"));
  }
}
