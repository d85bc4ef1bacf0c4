package tidemark.relay.aggregate;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tidemark.relay.language.Dialect;
import tidemark.relay.language.Expression;
import tidemark.relay.language.Rule.Aggregate;
import tidemark.relay.language.Rule.Compute;
import tidemark.relay.route.AggregatorInput;

/** One aggregate rule and its series. Thread-safe. */
final class Aggregator {
  private static final int LONGEST_SPLAY = 10;

  private record Key(int compute, String name) {}

  private final Aggregate rule;
  private final Dialect dialect;
  private final LongSupplier seconds;
  private final Random random;
  private final AggregatorCounts counts;
  private final Map<Key, AggregateSeries> series = new ConcurrentHashMap<>();

  Aggregator(
      Aggregate rule,
      Dialect dialect,
      LongSupplier seconds,
      Random random,
      AggregatorCounts counts) {
    this.rule = rule;
    this.dialect = dialect;
    this.seconds = seconds;
    this.random = random;
    this.counts = counts;
  }

  Aggregate rule() {
    return rule;
  }

  /** Where lines that match this expression go. */
  AggregatorInput input(Expression expression) {
    return name -> slot(expression, name);
  }

  private AggregatorInput.Slot slot(Expression expression, String input) {
    Expression.Found found = expression.find(input);
    if (found == null) {
      throw new IllegalArgumentException(input + " does not match " + expression);
    }
    Output[] outputs = new Output[rule.computes().size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = new Output(new Key(i, outputName(rule.computes().get(i), expression, found)));
    }
    return (buffer, from, to) -> add(outputs, buffer, from, to);
  }

  /** 3.7.3 writes a template without groups as it is, 3.9 in the place of what was matched. */
  private String outputName(Compute compute, Expression expression, Expression.Found found) {
    return dialect == Dialect.V3_7_3 && expression.groups() == 0
        ? compute.writeTo().source()
        : compute.writeTo().replace(expression, found);
  }

  private void add(Output[] outputs, byte[] buffer, int from, int to) {
    int value = from;
    int blank = indexOfBlank(buffer, value, to);
    if (from > 0 && buffer[from - 1] == ';') {
      // Behind tags; the original reads the tags as the value.
      value = blank + 1;
      blank = indexOfBlank(buffer, value, to);
    }
    if (blank < 0 || blank + 1 >= to || value <= 0) {
      return;
    }
    double number = CNumber.atof(buffer, value, blank);
    long time = CNumber.atoll(buffer, blank + 1, to);
    for (Output output : outputs) {
      output.add(number, time);
    }
  }

  private static int indexOfBlank(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] == ' ') {
        return i;
      }
    }
    return -1;
  }

  /** The series behind one result of one input name; found again when it was forgotten. */
  private final class Output {
    private final Key key;
    private volatile @Nullable AggregateSeries current;

    Output(Key key) {
      this.key = key;
    }

    void add(double value, long time) {
      counts.received();
      AggregateSeries target = current;
      while (true) {
        if (target == null) {
          target = series.computeIfAbsent(key, this::create);
          current = target;
        }
        switch (target.add(value, time)) {
          case TAKEN -> {
            return;
          }
          case OUTSIDE -> {
            counts.dropped();
            return;
          }
          case FORGOTTEN -> {
            series.remove(key, target);
            target = null;
          }
        }
      }
    }

    private AggregateSeries create(Key wanted) {
      int width = rule.everySeconds();
      long splay = random.nextInt(width) < LONGEST_SPLAY ? width : LONGEST_SPLAY;
      return new AggregateSeries(
          wanted.name(), rule, rule.computes().get(wanted.compute()), seconds.getAsLong(), splay);
    }
  }

  void expire(long now, BiConsumer<AggregateSeries, String> out) {
    series.values().removeIf(each -> each.expire(now, out));
  }

  void flush(long now, BiConsumer<AggregateSeries, String> out) {
    series.values().forEach(each -> each.flush(now, out));
    series.clear();
  }
}
