package tidemark.relay.language;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;

/** {@code match} and {@code rewrite} statements, and the parts that other rules share with them. */
class RuleParser {
  final Tokens tokens;
  final Draft draft;
  final Dialect dialect;

  RuleParser(Tokens tokens, Draft draft, Dialect dialect) {
    this.tokens = tokens;
    this.draft = draft;
    this.dialect = dialect;
  }

  void match() {
    List<Expression> any = new ArrayList<>();
    if (tokens.accept(LexState.EXPRESSION, "*")) {
      any.add(Expression.ANYTHING);
    } else {
      any.add(expression("'*'"));
      while (tokens.atText(LexState.EXPRESSION)) {
        any.add(expression());
      }
    }
    Rule.Validation validation = null;
    if (tokens.accept(LexState.EXPRESSION, "validate")) {
      validation = validation();
    }
    Template routeUsing = null;
    LexState state = validation == null ? LexState.EXPRESSION : LexState.MATCH_END;
    if (tokens.accept(state, "route")) {
      tokens.require(LexState.USING, "using");
      routeUsing = Template.of(tokens.text(LexState.TEMPLATE).text(), dialect);
      state = LexState.MATCH_END;
    }
    List<Cluster> to = List.of();
    boolean stop = false;
    if (tokens.accept(state, "send")) {
      to = destinations();
      stop = tokens.accept(LexState.DESTINATIONS, "stop");
      state = LexState.DESTINATIONS;
    }
    tokens.end(state);
    if (to.contains(Cluster.BLACKHOLE)) {
      stop = true;
    }
    Rule.Match match = new Rule.Match(any, validation, routeUsing, to, stop);
    draft.add(match, "match " + any.getFirst().source());
  }

  private Rule.Validation validation() {
    Token token = tokens.text(LexState.TEMPLATE);
    tokens.require(LexState.ELSE, "else");
    boolean log = tokens.oneOf(LexState.OUTCOME, "log", "drop").equals("log");
    return new Rule.Validation(compiled(token, tokens.last()), log);
  }

  void rewrite() {
    Token from = tokens.text(LexState.REWRITE);
    tokens.require(LexState.REWRITE, "into");
    Template into = Template.of(tokens.text(LexState.TEMPLATE).text(), dialect);
    Expression expression = compiled(from, tokens.last());
    tokens.end(LexState.NOTHING);
    draft.add(new Rule.Rewrite(expression, into, false), "rewrite " + expression.source());
  }

  final Expression expression(String... others) {
    Token token = tokens.text(LexState.EXPRESSION, others);
    return compiled(token, token);
  }

  final Expression compiled(Token token, Token marked) {
    try {
      return Expression.of(token.text(), dialect);
    } catch (InvalidInputException e) {
      throw tokens.error(marked, "invalid expression '" + token.text() + "': " + e.getMessage());
    }
  }

  /** What follows {@code send}. */
  final List<Cluster> destinations() {
    tokens.require(LexState.TO, "to");
    if (tokens.accept(LexState.DESTINATION, "blackhole")) {
      return List.of(Cluster.BLACKHOLE);
    }
    List<Cluster> to = new ArrayList<>();
    Token first = tokens.text(LexState.DESTINATION, "'blackhole'");
    boolean known = add(first.text(), to);
    while (tokens.atText(LexState.DESTINATIONS)) {
      known &= add(tokens.text(LexState.DESTINATIONS).text(), to);
    }
    if (!known) {
      throw tokens.error(first, "unknown cluster");
    }
    return to;
  }

  private boolean add(String name, List<Cluster> to) {
    @Nullable Cluster cluster =
        name.equals("blackhole") ? Cluster.BLACKHOLE : draft.clusters.get(name);
    if (cluster == null) {
      return false;
    }
    to.add(cluster);
    return true;
  }
}
