package tidemark.relay.language;

import java.util.List;
import tidemark.model.InvalidInputException;

/**
 * Reads a configuration by recursive descent, statement by statement; clusters, rules and listeners
 * have a class each. An {@code include} is read in place, by a parser of its own that adds to the
 * same draft. Errors are {@link InvalidInputException}s with the original's three lines: {@code
 * file:line:column: what}, the line, carets below the token at which it was noticed.
 */
public final class Parser {
  private static final int DEEPEST_INCLUDE = 32;

  private final String file;
  private final Dialect dialect;
  private final Draft draft;
  private final int depth;
  private final Tokens tokens;

  private Parser(String file, String text, Dialect dialect, Draft draft, int depth) {
    this.file = file;
    this.dialect = dialect;
    this.draft = draft;
    this.depth = depth;
    this.tokens = new Tokens(new Lexer(file, text));
  }

  /**
   * Reads a file and those it includes. Files of {@code file} clusters are made if there are none.
   *
   * @throws InvalidInputException if something in it is wrong, or a file cannot be read
   */
  public static Configuration parseFile(String file, Dialect dialect) {
    return parse(file, Surroundings.read(file), dialect);
  }

  /**
   * Reads a file for a relay inside a process that takes lines itself, as the cluster {@code
   * local}.
   *
   * @throws InvalidInputException as {@link #parseFile}
   */
  public static Configuration parseFileWithLocal(String file, Dialect dialect) {
    Draft draft = new Draft();
    draft.clusters.put(Cluster.LOCAL.name(), Cluster.LOCAL);
    new Parser(file, Surroundings.read(file), dialect, draft, 0).statements();
    return draft.finish();
  }

  /**
   * Reads a configuration.
   *
   * @param file how messages name it
   * @param text its content, a character for a byte
   * @throws InvalidInputException if something in it is wrong
   */
  public static Configuration parse(String file, String text, Dialect dialect) {
    Draft draft = new Draft();
    new Parser(file, text, dialect, draft, 0).statements();
    return draft.finish();
  }

  private void statements() {
    while (tokens.peek(LexState.STATEMENT).kind() != Token.Kind.END) {
      statement();
    }
  }

  private void statement() {
    if (tokens.accept(LexState.STATEMENT, "cluster")) {
      new ClusterParser(tokens, draft).cluster();
    } else if (tokens.accept(LexState.STATEMENT, "match")) {
      new RuleParser(tokens, draft, dialect).match();
    } else if (tokens.accept(LexState.STATEMENT, "rewrite")) {
      new RuleParser(tokens, draft, dialect).rewrite();
    } else if (tokens.accept(LexState.STATEMENT, "aggregate")) {
      new AggregateParser(tokens, draft, dialect).aggregate();
    } else if (tokens.accept(LexState.STATEMENT, "send")) {
      new StatisticsParser(tokens, draft, dialect).sendStatistics();
    } else if (tokens.accept(LexState.STATEMENT, "statistics")) {
      new StatisticsParser(tokens, draft, dialect).statistics();
    } else if (tokens.accept(LexState.STATEMENT, "listen")) {
      new ListenerParser(tokens, draft).listen();
    } else if (tokens.accept(LexState.STATEMENT, "include")) {
      include();
    } else {
      throw tokens.unexpected(tokens.peek(LexState.STATEMENT), "end of file");
    }
  }

  private void include() {
    Token path = tokens.text(LexState.PATH);
    tokens.end(LexState.PATH);
    if (depth == DEEPEST_INCLUDE) {
      throw tokens.error(path, "include files that include each other, in " + file);
    }
    List<String> found = Surroundings.expand(path.text());
    if (found.isEmpty()) {
      throw tokens.error(path, "no file matches '" + path.text() + "'");
    }
    for (String each : found) {
      String text;
      try {
        text = Surroundings.read(each);
      } catch (InvalidInputException e) {
        throw tokens.error(path, String.valueOf(e.getMessage()));
      }
      new Parser(each, text, dialect, draft, depth + 1).statements();
    }
  }
}
