package tidemark.query.graphite;

/**
 * Where a request was refused, for an error that names the place: the innermost call, its argument,
 * and the target that another function made of them. Characters count from 1. Used by one thread.
 */
final class Blame {
  private String argument = "";
  private String call = "";
  private String made = "";

  /**
   * An argument of the call that is being refused.
   *
   * @param at its index in the target, negative if it stands in none
   */
  void argument(String parameter, int at) {
    if (argument.isEmpty() && call.isEmpty()) {
      String place = at < 0 ? "" : " at character " + (at + 1);
      argument = "; argument: \"" + parameter + "\"" + place;
    }
  }

  /** A call that refused, or one around it: the first counts. */
  void call(Expression.Call refused) {
    if (call.isEmpty()) {
      call = "; func: \"" + refused.function() + "\" at character " + (refused.start() + 1);
    }
  }

  /** The target in which the characters count, when it is not the one that was asked. */
  void made(String target, Expression.Call by) {
    if (made.isEmpty()) {
      made = "; in \"" + target + "\" made by " + by.function() + "()";
    }
  }

  /** All of it as the end of a message. */
  @Override
  public String toString() {
    return call + argument + made;
  }
}
