package tidemark.relay.route;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.relay.language.Expression;

/** One thing that is done with each line of a name, in order. */
public sealed interface Step {
  /**
   * Sends the line to a server.
   *
   * @param name the rewritten name, null for the name as it came
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read by the connections' threads
  record Send(int server, byte @Nullable [] name) implements Step {}

  /** Sends it to one member of a group, which depends on who is up. */
  @SuppressWarnings("ArrayRecordComponent") // as above
  record SendOne(Group group, int preferred, byte @Nullable [] name) implements Step {}

  /** Hands value and timestamp to an aggregator. */
  record Gather(AggregatorInput.Slot slot) implements Step {}

  /**
   * Looks at what stands behind the name.
   *
   * @param passed what is done if it matches
   * @param failingStops whether the line ends here if not; otherwise the next step follows
   */
  record Validate(Expression expression, boolean log, List<Step> passed, boolean failingStops)
      implements Step {
    public Validate {
      passed = List.copyOf(passed);
    }
  }

  /** Counts the line as dropped by a rule. */
  record Blackhole() implements Step {}

  /** Ends. */
  record Stop() implements Step {}
}
