package tidemark.relay.route;

import java.util.List;

/**
 * What is done with every line of a name. Immutable. Most routes only send the line as it came;
 * those say so in {@link #plainServers()}, and nothing else has to be looked at.
 */
public final class Route {
  private static final int[] NONE = {};

  private final List<Step> steps;
  private final int[] plainServers;
  private final boolean plain;

  /** A route of these steps. */
  public Route(List<Step> steps) {
    this.steps = List.copyOf(steps);
    this.plain =
        !this.steps.isEmpty()
            && this.steps.stream()
                .allMatch(step -> step instanceof Step.Send send && send.name() == null);
    this.plainServers =
        plain ? this.steps.stream().mapToInt(step -> ((Step.Send) step).server()).toArray() : NONE;
  }

  /** In order; a {@link Step.Validate} may jump forward. */
  public List<Step> steps() {
    return steps;
  }

  /** Whether a line is only sent, unchanged, to {@link #plainServers()}. */
  public boolean isPlain() {
    return plain;
  }

  /** The servers that get the line; not to be written to. */
  @SuppressWarnings("ReturnValueIgnored") // shared on the hot path
  public int[] plainServers() {
    return plainServers;
  }
}
