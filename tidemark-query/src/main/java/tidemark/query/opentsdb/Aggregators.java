package tidemark.query.opentsdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.query.opentsdb.Percentile.Estimate;

/** Every aggregator there is, as /api/aggregators lists them (contracts/opentsdb.md 9). */
public final class Aggregators {
  /** Sorted by name. */
  public static final List<Aggregator> ALL;

  private static final Map<String, Aggregator> BY_NAME;

  static {
    List<Aggregator> all = new ArrayList<>();
    all.add(new Aggregator("avg", Interpolation.LINEAR, Folds::avg, Folds::avg));
    all.add(new Aggregator("count", Interpolation.ZERO, Folds::count, Folds::count));
    all.add(new Aggregator("dev", Interpolation.LINEAR, Folds::dev, Folds::dev));
    all.add(new Aggregator("diff", Interpolation.LINEAR, Folds::diff, Folds::diff));
    all.add(new Aggregator("first", Interpolation.ZERO, Folds::first, Folds::first));
    all.add(new Aggregator("last", Interpolation.ZERO, Folds::last, Folds::last));
    all.add(new Aggregator("max", Interpolation.LINEAR, Folds::max, Folds::max));
    all.add(new Aggregator("median", Interpolation.LINEAR, Folds::median, Folds::median));
    all.add(new Aggregator("mimmax", Interpolation.MINIMUM, Folds::max, Folds::max));
    all.add(new Aggregator("mimmin", Interpolation.MAXIMUM, Folds::min, Folds::min));
    all.add(new Aggregator("min", Interpolation.LINEAR, Folds::min, Folds::min));
    all.add(new Aggregator("mult", Interpolation.LINEAR, Folds::mult, Folds::mult));
    all.add(new Aggregator("none", Interpolation.ZERO, Folds::first, Folds::first));
    all.add(new Aggregator("pfsum", Interpolation.PREVIOUS, Folds::sum, Folds::sum));
    all.add(new Aggregator("squareSum", Interpolation.ZERO, Folds::squareSum, Folds::squareSum));
    all.add(new Aggregator("sum", Interpolation.LINEAR, Folds::sum, Folds::sum));
    all.add(new Aggregator("zimsum", Interpolation.ZERO, Folds::sum, Folds::sum));
    for (String digits : List.of("50", "75", "90", "95", "99", "999")) {
      double p = digits.equals("999") ? 99.9 : Double.parseDouble(digits);
      all.add(percentile("p" + digits, new Percentile(p, Estimate.LEGACY)));
      all.add(percentile("ep" + digits + "r3", new Percentile(p, Estimate.R3)));
      all.add(percentile("ep" + digits + "r7", new Percentile(p, Estimate.R7)));
    }
    all.sort((a, b) -> a.name().compareTo(b.name()));
    ALL = List.copyOf(all);
    Map<String, Aggregator> byName = new HashMap<>();
    ALL.forEach(a -> byName.put(a.name(), a));
    BY_NAME = Map.copyOf(byName);
  }

  private Aggregators() {}

  private static Aggregator percentile(String name, Percentile percentile) {
    return new Aggregator(name, Interpolation.LINEAR, percentile::of, percentile::of);
  }

  /** The aggregator of a name, or null. */
  static @Nullable Aggregator named(String name) {
    return BY_NAME.get(name);
  }
}
