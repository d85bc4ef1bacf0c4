package tidemark.query.graphite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidemark.model.InvalidInputException;
import tidemark.query.graphite.function.CarbonapiFunctions;

/**
 * What every function of the render language keeps: it is described, its example works over every
 * kind of series, its inputs stay as they were, it gives the same twice, and a wrong argument is
 * refused by name and place.
 */
class FunctionContractTest {
  /** Examples that have nothing to show of the sample series. */
  private static final Set<String> EMPTY = Set.of("tukeyAbove", "tukeyBelow");

  private static final SampleWorld WORLD = new SampleWorld();

  static List<Signature> signatures() {
    return CarbonapiFunctions.withGraphites().stream().map(GraphiteFunction::signature).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("signatures")
  void isDescribedByASentenceAndAnExampleThatAnswers(Signature signature) {
    assertThat(signature.description()).endsWith(".").hasSizeGreaterThan(10);
    TargetParser.Parsed parsed = TargetParser.parse(signature.example());
    assertThat(parsed.warning()).isEmpty();
    assertThat(((Expression.Call) parsed.expression()).function()).isEqualTo(signature.name());
    List<GraphiteSeries> answer = WORLD.answer(signature.example());
    assertThat(answer.isEmpty()).isEqualTo(EMPTY.contains(signature.name()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("signatures")
  void answersOverEveryKindOfSeriesTheSameTwiceAndLeavesThemAlone(Signature signature) {
    for (String kind : SampleWorld.KINDS) {
      String target = signature.example().replace("servers.", kind + ".");
      String inputs = kind + ".*.*";
      List<String> before = SampleWorld.shown(WORLD.answer(inputs));
      try {
        List<String> once = SampleWorld.shown(WORLD.answer(inputs, target, inputs));
        List<String> expected = new ArrayList<>(before);
        expected.addAll(once.subList(before.size(), once.size() - before.size()));
        expected.addAll(before);
        assertThat(once).as("the inputs of %s", target).isEqualTo(expected);
        assertThat(SampleWorld.shown(WORLD.answer(inputs, target, inputs)))
            .as(target)
            .isEqualTo(once);
      } catch (InvalidInputException e) {
        assertThat(e).as(target).hasMessageContaining("func: \"");
      }
    }
  }

  /** All but those that ignore what is no text, as in graphite-web. */
  static List<Signature> strict() {
    return signatures().stream()
        .filter(s -> !Set.of("events", "seriesByTag").contains(s.name()))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strict")
  void refusesAnArgumentOfAnotherKindByNameAndPlace(Signature signature) {
    for (int i = 0; i < signature.parameters().size(); i++) {
      Parameter parameter = signature.parameters().get(i);
      for (String wrong : wrong(parameter)) {
        List<String> arguments = new ArrayList<>(arguments(signature));
        String named = "";
        if (i < arguments.size()) {
          arguments.set(i, wrong);
        } else if (parameter.multiple()) {
          while (arguments.size() < i) {
            arguments.add("none");
          }
          arguments.add(wrong);
        } else {
          named = parameter.name() + "=";
          arguments.add(named + wrong);
        }
        String target = call(signature, arguments);
        int at = place(signature, arguments, Math.min(i, arguments.size() - 1)) + named.length();
        refuses(target, signature, parameter.name(), at);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strict")
  void refusesTooFewAndTooManyArgumentsByNameAndPlace(Signature signature) {
    List<Parameter> parameters = signature.parameters();
    List<String> arguments = arguments(signature);
    int required =
        (int) parameters.stream().filter(p -> p.required() && p.standard() == null).count();
    if (required > 0) {
      String target = call(signature, arguments.subList(0, required - 1));
      refuses(target, signature, parameters.get(required - 1).name(), target.length());
    }
    if (!parameters.getLast().multiple()) {
      List<String> more = new ArrayList<>(arguments);
      while (more.size() <= parameters.size()) {
        more.add("1");
      }
      int extra = parameters.size();
      refuses(
          call(signature, more),
          signature,
          Integer.toString(extra + 1),
          place(signature, more, extra));
    }
    if (!arguments.isEmpty()) {
      List<String> unknown = new ArrayList<>(arguments.subList(0, Math.min(1, arguments.size())));
      for (int i = 1; i < required; i++) {
        unknown.add(parameters.get(i).name() + "=" + arguments.get(i));
      }
      if (parameters.size() > unknown.size() && !parameters.getLast().multiple()) {
        unknown.add("nonsense=1");
        int at = place(signature, unknown, unknown.size() - 1) + "nonsense=".length();
        refuses(call(signature, unknown), signature, "nonsense", at);
      }
    }
  }

  private static void refuses(String target, Signature signature, String parameter, int at) {
    assertThatThrownBy(() -> WORLD.answer(target))
        .as(target)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Invalid parameters (")
        .hasMessageContaining(
            "; func: \"%s\" at character 1; argument: \"%s\" at character %d",
            signature.name(), parameter, at);
  }

  /** Literals that a parameter must not take. */
  private static List<String> wrong(Parameter parameter) {
    List<String> wrong =
        switch (parameter.type()) {
          case SERIES, SERIES_LIST, SERIES_LISTS -> List.of("5", "'text'", "true");
          case FLOAT -> List.of("'much'", "servers.web01.load");
          case INTEGER, NODE -> List.of("1.5", "'many'", "servers.web01.load");
          case INT_OR_INF -> List.of("1.5", "'many'");
          case INT_OR_INTERVAL -> List.of("true", "'5 apples'");
          case NODE_OR_TAG -> List.of("1.5", "true");
          case BOOLEAN -> List.of("'maybe'", "7");
          case AGG_FUNC -> List.of("'nonsense'", "5");
          case AGG_OR_SERIES_FUNC -> List.of("5", "servers.web01.load");
          case INTERVAL -> List.of("5", "'5 apples'");
          case DATE -> List.of("'the other day'", "servers.web01.load");
          case STRING, TAG -> List.of("servers.web01.load");
          case ANY -> List.of();
        };
    // An unknown system of prefixes is si, and unknown types of a legend show as (?).
    return parameter.options().isEmpty()
            || parameter.multiple()
            || parameter.name().equals("system")
        ? wrong
        : java.util.stream.Stream.concat(wrong.stream(), java.util.stream.Stream.of("'nonsense'"))
            .toList();
  }

  private static List<String> arguments(Signature signature) {
    String example = signature.example();
    var call = (Expression.Call) TargetParser.parse(example).expression();
    return call.arguments().stream().map(a -> example.substring(a.start(), a.end())).toList();
  }

  private static String call(Signature signature, List<String> arguments) {
    return signature.name() + "(" + String.join(",", arguments) + ")";
  }

  /** The character, from 1, at which an argument stands. */
  private static int place(Signature signature, List<String> arguments, int index) {
    return signature.name().length()
        + 2
        + IntStream.range(0, index).map(i -> arguments.get(i).length() + 1).sum();
  }
}
