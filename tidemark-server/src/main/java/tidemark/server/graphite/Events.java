package tidemark.server.graphite;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import tidemark.model.TimeRange;
import tidemark.storage.Records;
import tidemark.storage.Records.Entry;

/** The events that are kept; OpenTSDB's global annotations are among them. Thread-safe. */
final class Events {
  private final Records records;
  private final AtomicInteger last;

  /** Continues the numbers of the events that are there. */
  Events(Records records) {
    this.records = records;
    this.last =
        new AtomicInteger(
            records.scan(Records.ANNOTATIONS, TimeRange.ALL, Event::isNumbered).stream()
                .mapToInt(Event::id)
                .max()
                .orElse(0));
  }

  /** Keeps an event; at return it is on stable storage and visible. */
  void add(long when, String what, String data, List<String> tags) {
    records.put(new Event(last.incrementAndGet(), when, what, data, tags).toEntry());
  }

  /** All in a range of seconds, both ends included, by time and then by number. */
  List<Event> between(long from, long until) {
    return scan(new TimeRange(from * 1000, (until + 1) * 1000));
  }

  private List<Event> scan(TimeRange range) {
    return records.scan(Records.ANNOTATIONS, range, Event::isEvent).stream()
        .map(Event::of)
        .sorted(java.util.Comparator.comparingLong(Event::when).thenComparingInt(Event::id))
        .toList();
  }

  /**
   * Those that have all given tags, or with {@code union} one of them. A tag that no event has is
   * passed over when all are asked for; if no given tag is known, nothing is found
   * (contracts/graphite.md 1.7).
   *
   * @param set {@code union}, {@code intersection}, or empty
   */
  List<Event> tagged(List<Event> events, List<String> tags, String set) {
    Set<String> known = new HashSet<>();
    for (Entry entry : records.scan(Records.ANNOTATIONS, TimeRange.ALL, Event::isEvent)) {
      known.addAll(Event.of(entry).tags());
    }
    List<String> wanted =
        set.equals("intersection") ? tags : tags.stream().filter(known::contains).toList();
    if (wanted.isEmpty()) {
      return List.of();
    }
    return events.stream()
        .filter(event ->
            set.equals("union")
                ? wanted.stream().anyMatch(event.tags()::contains)
                : event.tags().containsAll(wanted))
        .toList();
  }

  /** The seconds of those in a range that have all given tags, of all when none is given. */
  long[] times(List<String> tags, long from, long until) {
    List<Event> found = between(from, until);
    List<Event> chosen = tags.isEmpty() ? found : tagged(found, tags, "");
    return chosen.stream().mapToLong(Event::when).toArray();
  }

  /** The event of a number. */
  Optional<Event> get(int id) {
    return scan(TimeRange.ALL).stream().filter(event -> event.id() == id).findFirst();
  }

  /** All of them. */
  List<Event> all() {
    return scan(TimeRange.ALL);
  }
}
