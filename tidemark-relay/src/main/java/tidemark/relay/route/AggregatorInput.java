package tidemark.relay.route;

/** Where an aggregate rule's lines go, one for each expression of the rule. */
public interface AggregatorInput {
  /** What can take lines of this name: found once, used for each line. */
  Slot slot(String name);

  /** The series of one input name. */
  interface Slot {
    /** Which of the configuration's aggregate rules, from 0. */
    int rule();

    /** Which expression of the rule, from 0. */
    int expression();

    /** The input's name, bytes as ISO-8859-1. */
    String name();

    /**
     * Takes a line's text behind the name.
     *
     * @param from where value and timestamp begin, behind the blank or the {@code ;}
     * @param now seconds since the epoch, which decide what is too old and too new
     */
    void add(byte[] buffer, int from, int to, long now);
  }
}
