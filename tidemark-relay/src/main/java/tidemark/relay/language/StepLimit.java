package tidemark.relay.language;

import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A text that allows a bounded number of looks. An expression such as {@code (a+)+$} takes
 * exponential time on some names; PCRE gives up after ten million steps and calls it no match, and
 * so does this.
 */
final class StepLimit implements CharSequence {
  private static final int MOST_STEPS = 10_000_000;

  private final String text;
  private int steps;

  StepLimit(String text) {
    this.text = text;
  }

  /** The matcher at its first match; null if there is none, or none was found in time. */
  static @Nullable Matcher find(Matcher matcher) {
    try {
      return matcher.find() ? matcher : null;
    } catch (IndexOutOfBoundsException | StackOverflowError e) {
      // The only way out of java.util.regex: too many steps, or too deep.
      return null;
    }
  }

  @Override
  public char charAt(int index) {
    if (++steps > MOST_STEPS) {
      throw new IndexOutOfBoundsException("gave up after " + MOST_STEPS + " steps");
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
