package tidemark.relay.intake;

/** An open receptor. */
interface Listener extends AutoCloseable {
  /** Takes no more; what has been sent already is read for a moment. */
  @Override
  void close();

  /** Connections taken so far. */
  long opened();

  /** Connections that have ended. */
  long ended();
}
