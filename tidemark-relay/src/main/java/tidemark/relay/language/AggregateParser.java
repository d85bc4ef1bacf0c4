package tidemark.relay.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code aggregate} statements. */
final class AggregateParser extends RuleParser {
  private static final Map<String, Rule.ComputeFunction> FUNCTIONS =
      Map.ofEntries(
          Map.entry("sum", Rule.ComputeFunction.SUM),
          Map.entry("summary", Rule.ComputeFunction.SUM),
          Map.entry("count", Rule.ComputeFunction.COUNT),
          Map.entry("cnt", Rule.ComputeFunction.COUNT),
          Map.entry("max", Rule.ComputeFunction.MAX),
          Map.entry("maximum", Rule.ComputeFunction.MAX),
          Map.entry("min", Rule.ComputeFunction.MIN),
          Map.entry("minimum", Rule.ComputeFunction.MIN),
          Map.entry("average", Rule.ComputeFunction.AVERAGE),
          Map.entry("avg", Rule.ComputeFunction.AVERAGE),
          Map.entry("median", Rule.ComputeFunction.MEDIAN),
          Map.entry("percentile", Rule.ComputeFunction.PERCENTILE),
          Map.entry("variance", Rule.ComputeFunction.VARIANCE),
          Map.entry("stddev", Rule.ComputeFunction.STDDEV));

  AggregateParser(Tokens tokens, Draft draft, Dialect dialect) {
    super(tokens, draft, dialect);
  }

  void aggregate() {
    List<Expression> any = new ArrayList<>();
    do {
      Token token = tokens.text(LexState.AGGREGATE);
      any.add(compiled(token, token));
    } while (tokens.atText(LexState.AGGREGATE));
    tokens.require(LexState.AGGREGATE, "every");
    int every = tokens.integer();
    tokens.require(LexState.SECONDS, "seconds");
    tokens.require(LexState.EXPIRE, "expire");
    tokens.require(LexState.AFTER, "after");
    int expire = tokens.integer();
    tokens.require(LexState.SECONDS, "seconds");
    Rule.Stamp stamp = Rule.Stamp.END;
    if (tokens.accept(LexState.COMPUTE, "timestamp")) {
      stamp = stamp();
    }
    List<Rule.Compute> computes = new ArrayList<>();
    do {
      tokens.require(LexState.COMPUTE, "compute");
      computes.add(compute());
    } while (tokens.peek(LexState.COMPUTE).is("compute"));
    List<Cluster> to = List.of();
    boolean stop = false;
    LexState state = LexState.COMPUTE;
    if (tokens.accept(LexState.COMPUTE, "send")) {
      to = destinations();
      state = LexState.DESTINATIONS;
      stop = tokens.accept(state, "stop");
    } else if (dialect == Dialect.V3_9) {
      stop = tokens.accept(LexState.COMPUTE, "stop");
    } else {
      state = LexState.NOTHING;
    }
    check(every, expire, tokens.peek(state));
    tokens.end(state);
    draft.add(
        new Rule.Aggregate(any, every, expire, stamp, computes, to, stop),
        "aggregate " + any.getFirst().source());
  }

  private void check(int every, int expire, Token marked) {
    if (every <= 0) {
      throw tokens.error(marked, "interval must be > 0");
    }
    if (expire <= every) {
      throw tokens.error(marked, "expire must be greater than interval");
    }
  }

  private Rule.Stamp stamp() {
    tokens.require(LexState.AT, "at");
    String part = tokens.oneOf(LexState.PART, "start", "middle", "end");
    tokens.require(LexState.OF, "of");
    tokens.require(LexState.BUCKET, "bucket");
    return Rule.Stamp.valueOf(part.toUpperCase(Locale.ROOT));
  }

  private Rule.Compute compute() {
    String word = tokens.oneOf(LexState.FUNCTION, FUNCTIONS.keySet().toArray(String[]::new));
    Rule.ComputeFunction function = FUNCTIONS.get(word);
    if (function == null) {
      throw new IllegalStateException(word);
    }
    int percentile = 0;
    if (function == Rule.ComputeFunction.PERCENTILE) {
      percentile = percentile(tokens.last());
    }
    tokens.require(LexState.WRITE, "write");
    tokens.require(LexState.TO, "to");
    return new Rule.Compute(
        function, percentile, Template.of(tokens.text(LexState.TEMPLATE).text(), dialect));
  }

  /** The number is glued to the word, so a blank between them is an error too. */
  private int percentile(Token word) {
    Token number = tokens.glued();
    int digits = number.text().length();
    int value = digits == 0 || digits > 4 ? 0 : Integer.parseInt(number.text());
    if (value < 1 || value > 99) {
      Token whole =
          new Token(word.kind(), word.text(), word.line(), word.column(), word.length() + digits);
      throw tokens.error(whole, "percentile<x>: value x must be between 1 and 99");
    }
    return value;
  }
}
