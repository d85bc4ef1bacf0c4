package tidemark.relay.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tidemark.relay.hash.Fnv1a;
import tidemark.relay.language.Dialect;
import tidemark.relay.language.Expression;
import tidemark.relay.language.Rule.Aggregate;
import tidemark.relay.language.Rule.Compute;
import tidemark.relay.route.AggregatorInput;

/** One aggregate rule and its series. Thread-safe. */
final class Aggregator {
  private static final int LONGEST_SPLAY = 10;

  private record Key(int compute, String name) {}

  private final int number;
  private final Aggregate rule;
  private final Dialect dialect;
  private final AggregatorCounts counts;
  private final Map<Key, AggregateSeries> series = new ConcurrentHashMap<>();

  Aggregator(int number, Aggregate rule, Dialect dialect, AggregatorCounts counts) {
    this.number = number;
    this.rule = rule;
    this.dialect = dialect;
    this.counts = counts;
  }

  Aggregate rule() {
    return rule;
  }

  /** What the rule computes, as text: rules of one text go on with each other's series. */
  String text() {
    return rule.any().stream().map(Expression::source).collect(Collectors.joining(" "))
        + " every "
        + rule.everySeconds()
        + " expire "
        + rule.expireSeconds()
        + " "
        + rule.computes().stream()
            .map(each -> each.word() + " " + each.writeTo())
            .collect(Collectors.joining(" "));
  }

  /** Where lines that match this expression go. */
  AggregatorInput input(Expression expression) {
    int at = rule.any().indexOf(expression);
    return name -> slot(at, expression, name);
  }

  private AggregatorInput.Slot slot(int at, Expression expression, String input) {
    Expression.Found found = expression.find(input);
    if (found == null) {
      throw new IllegalArgumentException(input + " does not match " + expression);
    }
    Output[] outputs = new Output[rule.computes().size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = new Output(new Key(i, outputName(rule.computes().get(i), expression, found)));
    }
    return new Slot(at, input, outputs);
  }

  /** The outputs of one input name. */
  private final class Slot implements AggregatorInput.Slot {
    private final int expression;
    private final String name;
    private final Output[] outputs;

    Slot(int expression, String name, Output[] outputs) {
      this.expression = expression;
      this.name = name;
      this.outputs = outputs;
    }

    @Override
    public int rule() {
      return number;
    }

    @Override
    public int expression() {
      return expression;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void add(byte[] buffer, int from, int to, long now) {
      Aggregator.add(outputs, buffer, from, to, now);
    }
  }

  /** 3.7.3 writes a template without groups as it is, 3.9 in the place of what was matched. */
  private String outputName(Compute compute, Expression expression, Expression.Found found) {
    return dialect == Dialect.V3_7_3 && expression.groups() == 0
        ? compute.writeTo().source()
        : compute.writeTo().replace(expression, found);
  }

  private static void add(Output[] outputs, byte[] buffer, int from, int to, long now) {
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
      output.add(number, time, now);
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

    void add(double value, long time, long now) {
      counts.received();
      AggregateSeries target = current;
      while (true) {
        if (target == null) {
          target = series.computeIfAbsent(key, wanted -> create(wanted, now));
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

    private AggregateSeries create(Key wanted, long now) {
      Compute compute = rule.computes().get(wanted.compute());
      return new AggregateSeries(wanted.name(), rule, compute, now, splay(wanted.name()));
    }
  }

  /**
   * By the name, where the original throws dice: a series that is computed again from the journal
   * must write at the same moments.
   */
  private long splay(String name) {
    int width = rule.everySeconds();
    byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
    return Fnv1a.anyOf(bytes, 0, bytes.length, width) < LONGEST_SPLAY ? width : LONGEST_SPLAY;
  }

  /** Writes what has waited; whether any window has moved. */
  boolean expire(long now, BiConsumer<AggregateSeries, String> out) {
    boolean moved = false;
    Iterator<AggregateSeries> all = series.values().iterator();
    while (all.hasNext()) {
      AggregateSeries each = all.next();
      if (each.expire(now, out)) {
        moved = true;
        if (each.forgetIfEmpty()) {
          all.remove();
        }
      }
    }
    return moved;
  }

  void flush(long now, BiConsumer<AggregateSeries, String> out) {
    series.values().forEach(each -> each.flush(now, out));
    series.clear();
  }

  /** Writes all series. Nobody else uses them meanwhile. */
  void save(DataOutput out) throws IOException {
    out.writeInt(series.size());
    for (Map.Entry<Key, AggregateSeries> each : series.entrySet()) {
      out.writeInt(each.getKey().compute());
      byte[] name = each.getKey().name().getBytes(StandardCharsets.ISO_8859_1);
      out.writeInt(name.length);
      out.write(name);
      each.getValue().save(out);
    }
  }

  /** Reads what {@link #save} wrote. */
  void load(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      int compute = in.readInt();
      byte[] name = new byte[in.readInt()];
      in.readFully(name);
      String text = new String(name, StandardCharsets.ISO_8859_1);
      series.put(
          new Key(compute, text),
          new AggregateSeries(text, rule, rule.computes().get(compute), in, splay(text)));
    }
  }
}
