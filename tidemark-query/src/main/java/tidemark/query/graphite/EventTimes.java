package tidemark.query.graphite;

import java.util.List;

/** Where {@code events()} learns when something happened: the events beside the points. */
@FunctionalInterface
public interface EventTimes {
  /** Nothing ever happened. */
  EventTimes NONE = (tags, from, until) -> new long[0];

  /**
   * The seconds of each event in a range, both ends included, in order.
   *
   * @param tags that an event must have, as {@code /events/get_data} understands them; none for all
   *     events
   */
  long[] of(List<String> tags, long from, long until);
}
