package tidemark.relay.log;

/** One line an event. Called from any thread. */
public interface RelayLog {
  /** What an operator may want to know. */
  void message(String text);

  /** What an operator should look at. */
  void error(String text);
}
