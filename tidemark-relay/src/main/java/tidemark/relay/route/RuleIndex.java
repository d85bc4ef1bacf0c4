package tidemark.relay.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidemark.relay.language.Expression;

/**
 * Which of many expressions can match a name at all. An expression that can only match behind a
 * literal beginning ({@code ^servers\.web[0-9]+}) is found by that beginning; every other one is
 * always tried. So a name meets a handful of 500 expressions instead of all.
 *
 * <p>Beginnings are kept by length in hash maps: as many look-ups a name as there are different
 * lengths.
 */
final class RuleIndex {
  private final BitSet always = new BitSet();
  private final Map<String, BitSet> byBeginning = new HashMap<>();
  private final int[] lengths;

  RuleIndex(List<Expression> expressions) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      String beginning = beginning(expressions.get(i));
      if (beginning.isEmpty()) {
        always.set(i);
      } else {
        byBeginning.computeIfAbsent(beginning, key -> new BitSet()).set(i);
        found.add(beginning.length());
      }
    }
    this.lengths = found.stream().mapToInt(Integer::intValue).distinct().sorted().toArray();
  }

  /** The expressions to try, as numbers; the rest cannot match. */
  BitSet candidates(String name) {
    BitSet candidates = (BitSet) always.clone();
    for (int length : lengths) {
      if (length > name.length()) {
        break;
      }
      BitSet found = byBeginning.get(name.substring(0, length));
      if (found != null) {
        candidates.or(found);
      }
    }
    return candidates;
  }

  /** The text that every matching name begins with, perhaps none. */
  static String beginning(Expression expression) {
    return switch (expression.kind()) {
      case STARTS, EQUALS -> expression.text();
      case REGEX -> literal(expression.source());
      case ALL, CONTAINS, ENDS -> "";
    };
  }

  /**
   * The literal text behind a leading {@code ^}. An alternative at the top level ends all
   * certainty; a character that a star, a question mark or a brace follows may be missing.
   */
  private static String literal(String source) {
    if (!source.startsWith("^") || hasTopLevelAlternative(source)) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    int i = 1;
    while (i < source.length()) {
      char c = source.charAt(i);
      int next = i + 1;
      if (c == '\\') {
        if (next == source.length() || Character.isLetterOrDigit(source.charAt(next))) {
          break;
        }
        c = source.charAt(next);
        next++;
      } else if (".^$*+?()[]{}|".indexOf(c) >= 0) {
        break;
      }
      if (next < source.length() && "*?{".indexOf(source.charAt(next)) >= 0) {
        break;
      }
      text.append(c);
      i = next;
    }
    return text.toString();
  }

  private static boolean hasTopLevelAlternative(String source) {
    int depth = 0;
    boolean inBrackets = false;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\\') {
        i++;
      } else if (inBrackets) {
        inBrackets = c != ']';
      } else if (c == '[') {
        inBrackets = true;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == '|' && depth <= 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "RuleIndex" + Arrays.toString(lengths) + always;
  }
}
