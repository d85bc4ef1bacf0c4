package tidemark.server.opentsdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tidemark.model.TimeRange;
import tidemark.query.opentsdb.AnswerWriter;
import tidemark.query.opentsdb.DataQuery;
import tidemark.query.opentsdb.OutputSeries;
import tidemark.query.opentsdb.QueryTime;
import tidemark.query.opentsdb.Tsuid;
import tidemark.storage.Records;
import tidemark.storage.Records.Entry;

/** The notes among the records, Graphite's events with them. Thread-safe. */
final class Annotations {
  private final Records records;

  Annotations(Records records) {
    this.records = records;
  }

  /** The note of a series and a time, or null; of several events at that time the first. */
  @Nullable Annotation get(Annotation.Key key) {
    List<Entry> found = entries(key);
    return found.isEmpty() ? null : Annotation.of(found.getFirst());
  }

  private List<Entry> entries(Annotation.Key key) {
    return records.scan(
        Records.ANNOTATIONS,
        new TimeRange(key.millis(), key.millis() + 1),
        entry -> Annotation.of(entry).tsuid().equals(key.tsuid()));
  }

  void put(List<Annotation> annotations) {
    records.put(annotations.stream().map(Annotation::toEntry).toList());
  }

  void remove(Annotation.Key key) {
    records.delete(Records.ANNOTATIONS, entries(key).stream().map(Entry::key).toList());
  }

  /**
   * The notes that meet a condition and start in a range, both ends included, by their start as
   * written.
   */
  List<Annotation> between(long fromMillis, long toMillis, Predicate<Annotation> condition) {
    return entriesBetween(fromMillis, toMillis, condition).stream()
        .map(Annotation::of)
        .sorted(Comparator.comparingLong(Annotation::start))
        .toList();
  }

  private List<Entry> entriesBetween(long from, long to, Predicate<Annotation> condition) {
    return records.scan(
        Records.ANNOTATIONS,
        new TimeRange(from, to + 1),
        entry -> condition.test(Annotation.of(entry)));
  }

  /** Removes such notes; how many there were. */
  int removeBetween(long fromMillis, long toMillis, Predicate<Annotation> condition) {
    List<Entry> found = entriesBetween(fromMillis, toMillis, condition);
    records.delete(Records.ANNOTATIONS, found.stream().map(Entry::key).toList());
    return found.size();
  }

  /** Those that belong to the answer of a query. */
  AnswerWriter.Notes notes(DataQuery query, long now) {
    if (query.start() == null) {
      return AnswerWriter.Notes.NONE;
    }
    long from = QueryTime.parse(query.start(), query.zone(), now);
    long to = query.end() == null ? now : QueryTime.parse(query.end(), query.zone(), now);
    Map<String, List<Annotation>> bySeries = new HashMap<>();
    for (Annotation note : between(from, to, a -> true)) {
      bySeries.computeIfAbsent(note.tsuid(), tsuid -> new ArrayList<>()).add(note);
    }
    return bySeries.isEmpty() ? AnswerWriter.Notes.NONE : new Found(bySeries);
  }

  /** The notes in the range of a query, by series, each list by start. */
  private record Found(Map<String, List<Annotation>> bySeries) implements AnswerWriter.Notes {
    @Override
    public List<String> about(OutputSeries series) {
      List<Annotation> found = new ArrayList<>();
      for (Tsuid tsuid : series.tsuids()) {
        found.addAll(bySeries.getOrDefault(tsuid.toString(), List.of()));
      }
      found.sort(Comparator.comparingLong(Annotation::start));
      return json(found);
    }

    @Override
    public List<String> global() {
      return json(bySeries.getOrDefault("", List.of()));
    }
  }

  private static List<String> json(List<Annotation> found) {
    return found.stream().map(Annotation::json).toList();
  }
}
