package tidemark.query.graphite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Piles up what {@code stacked} marked: over a whole answer, in its order, each series on top of
 * those of the same stack before it, of whatever target. Gaps stay gaps and add nothing.
 *
 * <p>graphite-web adds while it evaluates, so that a function around {@code stacked} sees the sum
 * and one that reads its argument twice counts it twice. Here functions see the series alone.
 */
final class Stacks {
  private Stacks() {}

  /** The answer with stacked series on top of each other. */
  static List<GraphiteSeries> piled(List<GraphiteSeries> answer) {
    Map<String, double[]> stacks = new HashMap<>();
    List<GraphiteSeries> piled = new ArrayList<>(answer.size());
    for (GraphiteSeries series : answer) {
      String stack = series.draw().stack();
      piled.add(stack == null ? series : series.withValues(put(stacks, stack, series.values())));
    }
    return piled;
  }

  private static double[] put(Map<String, double[]> stacks, String stack, double[] values) {
    double[] below = stacks.getOrDefault(stack, new double[0]);
    double[] sum = Arrays.copyOf(below, Math.max(below.length, values.length));
    double[] shown = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      sum[i] += Double.isNaN(values[i]) ? 0 : values[i];
      shown[i] = Double.isNaN(values[i]) ? values[i] : sum[i];
    }
    stacks.put(stack, sum);
    return shown;
  }
}
