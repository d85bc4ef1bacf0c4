package tidemark.server.http;

import java.util.concurrent.TimeUnit;

/**
 * What an HTTP connection waits for, and since when: told by the connection's thread, looked at by
 * the {@link Patrol}.
 *
 * <p>Only waiting counts, never work of the server. A client has a while for each {@link #PORTION}
 * of a request, which for most is all of it, head and body; and for taking each portion of an
 * answer. So neither a byte now and then nor an answer that is never read holds a connection for
 * long, and a large body over a slow line is no offence.
 */
final class Pace {
  /** Bytes that must come, or be taken, in the time given. */
  static final int PORTION = 64 << 10;

  /** What is to be said about a connection. */
  enum Verdict {
    FINE,
    /** Nothing of a request has come for too long. */
    IDLE,
    /** The rest of a request does not come, or an answer is not taken. */
    SLOW
  }

  private enum Wait {
    NOTHING,
    REQUEST,
    REST,
    PEER
  }

  private Wait wait = Wait.NOTHING;
  private long since;
  private boolean inRequest;
  private boolean released;
  private long moved;
  private long spent;

  synchronized void readBegins() {
    wait = inRequest ? Wait.REST : Wait.REQUEST;
    since = System.nanoTime();
  }

  synchronized void readEnds(int bytes) {
    if (wait == Wait.REST) {
      spent += System.nanoTime() - since;
    }
    wait = Wait.NOTHING;
    inRequest = true;
    moved += bytes;
    if (moved >= PORTION) {
      moved = 0;
      spent = 0;
    }
  }

  synchronized void writeBegins() {
    wait = Wait.PEER;
    since = System.nanoTime();
  }

  /** An answer has begun: what comes next is, or is as good as, a new request. */
  synchronized void writeEnds() {
    wait = Wait.NOTHING;
    inRequest = false;
    moved = 0;
    spent = 0;
  }

  /** No longer to be watched: the connection is not one of HTTP. */
  synchronized void release() {
    released = true;
  }

  /**
   * Judges.
   *
   * @param now of {@link System#nanoTime}
   * @param idle how long nothing may come, ns
   * @param slow how long a portion may take, ns
   */
  synchronized Verdict verdict(long now, long idle, long slow) {
    long waiting = now - since;
    return switch (wait) {
      case NOTHING -> Verdict.FINE;
      case REQUEST -> !released && waiting > idle ? Verdict.IDLE : Verdict.FINE;
      case REST -> !released && spent + waiting > slow ? Verdict.SLOW : Verdict.FINE;
      case PEER -> waiting > slow ? Verdict.SLOW : Verdict.FINE;
    };
  }

  @Override
  public synchronized String toString() {
    return wait + " for " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since) + " ms";
  }
}
