package tidemark.storage.local;

import java.util.function.Supplier;
import tidemark.retention.Roundings;
import tidemark.storage.local.block.Rounding;
import tidemark.storage.local.codec.Columns;

/**
 * Rounds raw points by {@code storage.rounding} when they are sealed and when they are merged: a
 * new rule reaches old points with the next merge of their block, and takes nothing back. The log
 * and the head have every digit. Which point holds at a time is decided by age alone, rounded or
 * not. Roll-ups are made of rounded points, and not rounded themselves. Thread-safe.
 */
final class RuledRounding implements Rounding {
  private final Registry registry;
  private final Supplier<Roundings> rules;

  /** By the rules of the moment. */
  RuledRounding(Registry registry, Supplier<Roundings> rules) {
    this.registry = registry;
    this.rules = rules;
  }

  @Override
  public void apply(long number, Columns columns, int from, int to) {
    Roundings now = rules.get();
    HeadSeries series = now.isNone() ? null : registry.number(number);
    if (series != null) {
      now.of(series.key).ifPresent(precision -> columns.replaceDoubles(from, to, precision::round));
    }
  }
}
