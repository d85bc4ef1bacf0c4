package tidemark.relay.aggregate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tidemark.relay.language.Dialect;
import tidemark.relay.language.Expression;
import tidemark.relay.language.Rule.Aggregate;
import tidemark.relay.route.AggregatorInput;

/**
 * All aggregate rules of a configuration. Thread-safe once the rules are known. Times are seconds
 * since the epoch.
 */
public final class Aggregators {
  private final Dialect dialect;
  private final AggregatorCounts counts;
  private final List<Aggregator> aggregators = new ArrayList<>();
  private final List<@Nullable Aggregator> former = new ArrayList<>();

  /** None yet. */
  public Aggregators(Dialect dialect, AggregatorCounts counts) {
    this.dialect = dialect;
    this.counts = counts;
  }

  /** Adds a rule; what its expressions match goes where the result says. */
  public Function<Expression, AggregatorInput> add(Aggregate rule) {
    Aggregator aggregator = new Aggregator(aggregators.size(), rule, dialect, counts);
    aggregators.add(aggregator);
    return aggregator::input;
  }

  /**
   * The input of a name by the numbers that its slot had when {@link #save} was called on those
   * that {@link #load} has read; null if the rule is gone.
   */
  public AggregatorInput.@Nullable Slot former(int rule, int expression, String name) {
    Aggregator aggregator = rule < former.size() ? former.get(rule) : null;
    if (aggregator == null || expression >= aggregator.rule().any().size()) {
      return null;
    }
    Expression wanted = aggregator.rule().any().get(expression);
    return wanted.matches(name) ? aggregator.input(wanted).slot(name) : null;
  }

  /**
   * Writes each bucket that has waited long enough: a line without its end, and its rule.
   *
   * @return whether anything has changed, be it that only empty buckets went
   */
  public boolean expire(long now, BiConsumer<Aggregate, String> out) {
    boolean changed = false;
    for (Aggregator each : aggregators) {
      changed |= each.expire(now, counted(each, out));
    }
    return changed;
  }

  /** Writes each bucket whose own time is over; what is open is lost, as by the original. */
  public void flush(long now, BiConsumer<Aggregate, String> out) {
    aggregators.forEach(each -> each.flush(now, counted(each, out)));
  }

  private BiConsumer<AggregateSeries, String> counted(
      Aggregator aggregator, BiConsumer<Aggregate, String> out) {
    return (series, line) -> {
      counts.sent();
      out.accept(aggregator.rule(), line);
    };
  }

  /** Every open bucket, for {@link #load}. Nobody adds meanwhile. */
  public byte[] save() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(aggregators.size());
      for (Aggregator each : aggregators) {
        write(out, each.text().getBytes(StandardCharsets.ISO_8859_1));
        var series = new ByteArrayOutputStream();
        each.save(new DataOutputStream(series));
        write(out, series.toByteArray());
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * Goes on with what {@link #save} wrote, rule by rule; of rules that are the same twice the first
   * takes the first's. Nobody adds meanwhile.
   *
   * @param complain told which rules are gone, and their open buckets with them
   * @throws IOException if it cannot be read
   */
  public void load(byte[] saved, Consumer<String> complain) throws IOException {
    Map<String, List<Aggregator>> byText = new HashMap<>();
    for (Aggregator each : aggregators) {
      byText.computeIfAbsent(each.text(), text -> new ArrayList<>()).add(each);
    }
    former.clear();
    try (var in = new DataInputStream(new ByteArrayInputStream(saved))) {
      for (int left = in.readInt(); left > 0; left--) {
        String text = new String(read(in), StandardCharsets.ISO_8859_1);
        var series = new DataInputStream(new ByteArrayInputStream(read(in)));
        List<Aggregator> same = byText.get(text);
        Aggregator heir = same == null || same.isEmpty() ? null : same.removeFirst();
        former.add(heir);
        if (heir == null) {
          complain.accept("the open buckets of a rule that is gone are dropped: aggregate " + text);
        } else {
          heir.load(series);
        }
      }
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
