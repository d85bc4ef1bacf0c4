package tidemark.query.graphite;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tidemark.query.graphite.function.CarbonapiFunctions;

/**
 * Targets that nobody would write: any function inside any other, over the series of {@link
 * SampleWorld}, with arguments of the right kind and the strangest values.
 */
final class RandomTargets {
  private static final List<String> FLOATS =
      List.of("0", "1", "-1", "2.5", "50", "100", "1e300", "-1e300", "1e-300", "0.1", "inf", "7");
  private static final List<String> WHOLES =
      List.of(
          "0", "1", "-1", "2", "3", "10", "-7", "100", "2147483647", "-2147483648", "99999999999");
  private static final List<String> INTERVALS =
      List.of("1min", "5min", "-10min", "0s", "7s", "1h", "1d", "90s", "1y", "99999y", "-1s", "");
  private static final List<String> DATES =
      List.of("now", "-10min", "noon", "1200000300", "00:00_20080110", "19700101", "999999999999");
  private static final List<String> TEXTS =
      List.of(
          "",
          "x",
          "load",
          "users",
          "%",
          "%.load",
          "%.*",
          "sumSeries(%.*)",
          "web",
          "^.*$",
          "(",
          ".*",
          "\\1",
          "(.*)",
          "a.b",
          "sum",
          "divideSeries",
          "movingAverage",
          "YQ==",
          "%d",
          "%s",
          "%q");
  private static final List<String> WORDS =
      List.of(
          "sum",
          "avg",
          "max",
          "last",
          "median",
          "multiply",
          "diff",
          "count",
          "stddev",
          "range",
          "avg_zero",
          "sumSeries",
          "rangeOf");
  private static final List<String> CALLBACKS =
      List.of(
          "sum",
          "average",
          "movingAverage",
          "sumSeries",
          "group",
          "applyByNode",
          "alias",
          "absolute",
          "minSeries",
          "holtWintersForecast",
          "stddev",
          "constantLine");

  private final Random random;
  private final List<Signature> signatures =
      CarbonapiFunctions.withGraphites().stream().map(GraphiteFunction::signature).toList();

  RandomTargets(Random random) {
    this.random = random;
  }

  String call(int depth) {
    return call(any(signatures), depth);
  }

  private String call(Signature signature, int depth) {
    List<String> arguments = new ArrayList<>();
    for (Parameter parameter : signature.parameters()) {
      if (!parameter.required() && random.nextInt(3) == 0) {
        break;
      }
      int count = parameter.multiple() ? 1 + random.nextInt(3) : 1;
      for (int i = 0; i < count; i++) {
        arguments.add(argument(parameter, depth));
      }
    }
    return signature.name() + "(" + String.join(",", arguments) + ")";
  }

  private String argument(Parameter parameter, int depth) {
    if (random.nextInt(40) == 0) {
      return any(List.of("none", "'odd'", "true", "-1.5", "servers.*.load"));
    }
    List<String> offered = new ArrayList<>(parameter.options());
    offered.addAll(parameter.suggestions());
    if (!offered.isEmpty() && random.nextInt(3) > 0) {
      String word = any(offered);
      return word.matches("[0-9]+") ? word : quoted(word);
    }
    return switch (parameter.type()) {
      case SERIES, SERIES_LIST, SERIES_LISTS -> series(depth);
      case ANY -> random.nextBoolean() ? series(depth) : any(FLOATS);
      case FLOAT -> any(FLOATS);
      case INTEGER, NODE -> any(WHOLES);
      case INT_OR_INF -> random.nextInt(4) == 0 ? "inf" : any(WHOLES);
      case INT_OR_INTERVAL -> random.nextBoolean() ? any(WHOLES) : quoted(any(INTERVALS));
      case NODE_OR_TAG ->
          random.nextBoolean() ? any(WHOLES) : quoted(any(List.of("name", "dc", "")));
      case BOOLEAN -> any(List.of("true", "false"));
      case AGG_FUNC -> quoted(any(WORDS));
      case AGG_OR_SERIES_FUNC -> quoted(any(CALLBACKS));
      case INTERVAL -> quoted(any(INTERVALS));
      case DATE -> quoted(any(DATES));
      case STRING -> quoted(any(TEXTS));
      case TAG -> quoted(any(List.of("name", "dc", "host", "")));
    };
  }

  private String series(int depth) {
    if (depth > 0 && random.nextInt(4) > 0) {
      return call(depth - 1);
    }
    String kind = any(SampleWorld.KINDS);
    return switch (random.nextInt(5)) {
      case 0 -> kind + ".*.*";
      case 1 -> kind + ".web01.load";
      case 2 -> "{" + kind + "," + any(SampleWorld.KINDS) + "}.web0?.load";
      case 3 -> "seriesByTag(\"name=cpu\")";
      default -> kind + ".*.load";
    };
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
