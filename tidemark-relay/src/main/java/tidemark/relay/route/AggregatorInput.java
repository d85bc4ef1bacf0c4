package tidemark.relay.route;

/** Where an aggregate rule's lines go, one for each expression of the rule. */
public interface AggregatorInput {
  /** What can take lines of this name: found once, used for each line. */
  Slot slot(String name);

  /** The series of one input name. */
  interface Slot {
    /**
     * Takes a line's text behind the name.
     *
     * @param from where value and timestamp begin, behind the blank or the {@code ;}
     */
    void add(byte[] buffer, int from, int to);
  }
}
