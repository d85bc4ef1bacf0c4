package tidemark.server.opentsdb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The aggregators written down a second time, as naively as contracts/opentsdb.md 5.4 tells them,
 * for {@link NaiveTsdb}. Shares nothing with the code that it checks.
 */
final class NaiveFolds {
  static final List<String> NAMES =
      List.of(
          "sum",
          "min",
          "max",
          "avg",
          "median",
          "mult",
          "dev",
          "diff",
          "zimsum",
          "count",
          "squareSum",
          "first",
          "last",
          "mimmin",
          "mimmax",
          "pfsum",
          "none",
          "p50",
          "p75",
          "p90",
          "p95",
          "p99",
          "p999",
          "ep50r3",
          "ep75r3",
          "ep90r3",
          "ep95r3",
          "ep99r3",
          "ep999r3",
          "ep50r7",
          "ep75r7",
          "ep90r7",
          "ep95r7",
          "ep99r7",
          "ep999r7");

  private NaiveFolds() {}

  static long integers(String name, List<Long> values) {
    int n = values.size();
    long sum = values.stream().mapToLong(v -> v).sum();
    return switch (name) {
      case "sum", "zimsum", "pfsum" -> sum;
      case "squareSum" -> values.stream().mapToLong(v -> v * v).sum();
      case "min", "mimmin" -> Collections.min(values);
      case "max", "mimmax" -> Collections.max(values);
      case "avg" -> sum / n;
      case "median" -> values.stream().sorted().toList().get(n / 2);
      case "mult" -> values.stream().reduce(1L, (a, b) -> a * b);
      case "dev" -> (long) deviation(doubles(values));
      case "diff" -> n == 1 ? 0 : values.get(n - 1) - values.get(0);
      case "count" -> n;
      case "first", "none" -> values.get(0);
      case "last" -> values.get(n - 1);
      default -> (long) percentile(name, doubles(values), true);
    };
  }

  static double doubles(String name, List<Double> all) {
    List<Double> values = all.stream().filter(v -> !v.isNaN()).toList();
    int n = values.size();
    switch (name) {
      case "count":
        return n;
      case "mult":
        return all.stream().reduce(1.0, (a, b) -> a * b);
      case "first", "none":
        return all.getFirst();
      case "last":
        return all.getLast();
      default:
    }
    if (n == 0) {
      return Double.NaN;
    }
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      sum += value;
      squares += value * value;
    }
    return switch (name) {
      case "sum", "zimsum", "pfsum" -> sum;
      case "squareSum" -> squares;
      case "min", "mimmin" -> Collections.min(values);
      case "max", "mimmax" -> Collections.max(values);
      case "avg" -> sum / n;
      case "median" -> values.stream().sorted().toList().get(n / 2);
      case "dev" -> deviation(values);
      case "diff" ->
          all.subList(0, all.size() - 1).stream().allMatch(v -> v.isNaN())
              ? 0
              : all.getLast() - values.getFirst();
      default -> percentile(name, values, false);
    };
  }

  private static List<Double> doubles(List<Long> values) {
    return values.stream().map(Long::doubleValue).toList();
  }

  /** Of the whole population, by Welford. */
  private static double deviation(List<Double> values) {
    double mean = values.getFirst();
    double squares = 0;
    for (int i = 1; i < values.size(); i++) {
      double x = values.get(i);
      double next = mean + (x - mean) / (i + 1);
      squares += (x - mean) * (x - next);
      mean = next;
    }
    return Math.sqrt(squares / values.size());
  }

  /** The estimates r3 and r7 hold for integers only. */
  private static double percentile(String name, List<Double> values, boolean integers) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int n = sorted.size();
    String digits = name.replaceAll("^e?p|r[37]$", "");
    double p = (digits.equals("999") ? 99.9 : Integer.parseInt(digits)) / 100;
    if (integers && name.endsWith("r3")) {
      long rank = p <= 0.5 / n ? 0 : Math.round(Math.rint(n * p));
      return sorted.get(Math.clamp(rank, 1, n) - 1);
    }
    double position = integers && name.endsWith("r7") ? (n - 1) * p + 1 : p * (n + 1);
    if (position < 1) {
      return sorted.getFirst();
    }
    if (position >= n) {
      return sorted.getLast();
    }
    double below = sorted.get((int) position - 1);
    return below + (position - (int) position) * (sorted.get((int) position) - below);
  }
}
