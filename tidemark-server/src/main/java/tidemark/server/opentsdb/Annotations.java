package tidemark.server.opentsdb;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tidemark.query.opentsdb.AnswerWriter;
import tidemark.query.opentsdb.DataQuery;
import tidemark.query.opentsdb.OutputSeries;
import tidemark.query.opentsdb.QueryTime;

/** The notes of this process, in memory for now: they end with it. Thread-safe. */
public final class Annotations {
  private final Map<Annotation.Key, Annotation> notes = new ConcurrentHashMap<>();

  @Nullable Annotation get(Annotation.Key key) {
    return notes.get(key);
  }

  void put(Annotation annotation) {
    notes.put(annotation.key(), annotation);
  }

  void remove(Annotation.Key key) {
    notes.remove(key);
  }

  /**
   * The notes that meet a condition and start in a range, both ends included, by their start as
   * written.
   */
  List<Annotation> between(long fromMillis, long toMillis, Predicate<Annotation> condition) {
    return notes.values().stream()
        .filter(a -> a.millis() >= fromMillis && a.millis() <= toMillis)
        .filter(condition)
        .sorted(Comparator.comparingLong(Annotation::start))
        .toList();
  }

  /** Removes such notes; how many there were. */
  int removeBetween(long fromMillis, long toMillis, Predicate<Annotation> condition) {
    List<Annotation> found = between(fromMillis, toMillis, condition);
    found.forEach(a -> remove(a.key()));
    return found.size();
  }

  /** Those that belong to the answer of a query. */
  AnswerWriter.Notes notes(DataQuery query, long now) {
    if (notes.isEmpty() || query.start() == null) {
      return AnswerWriter.Notes.NONE;
    }
    long from = QueryTime.parse(query.start(), query.zone(), now);
    long to = query.end() == null ? now : QueryTime.parse(query.end(), query.zone(), now);
    return new AnswerWriter.Notes() {
      @Override
      public List<String> about(OutputSeries series) {
        Collection<String> tsuids = series.tsuids().stream().map(Object::toString).toList();
        return json(between(from, to, a -> tsuids.contains(a.tsuid())));
      }

      @Override
      public List<String> global() {
        return json(between(from, to, Annotation::global));
      }
    };
  }

  private static List<String> json(List<Annotation> found) {
    return found.stream().map(Annotation::json).toList();
  }
}
