package tidemark.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import tidemark.model.Sink;

/** How points arrive. Instances are shared by connections and hold no connection state. */
public sealed interface Protocol {
  /** A conversation on one connection, on its own thread, until the peer ends it. */
  non-sealed interface Stream extends Protocol {
    /**
     * Serves one connection. Returns at the end of the input, or when the protocol ends it, and
     * then every point read was handed to the sink and accepted: the listener's clean close says so
     * to the sender. The caller closes the streams.
     *
     * @throws IOException if the connection broke or points were lost; the listener resets it
     */
    void serve(InputStream in, OutputStream out, Sink sink) throws IOException;
  }

  /**
   * One datagram. Nothing can be answered, so what is malformed is counted and dropped. An instance
   * serves one listener and is called by one thread at a time.
   */
  non-sealed interface Datagram extends Protocol {
    /**
     * Takes one datagram, from position to limit; its points may wait in a batch until {@link
     * #rest}.
     */
    void receive(ByteBuffer datagram, Sink sink);

    /** Hands on what was kept back: called when no further datagram is waiting. */
    void rest(Sink sink);
  }

  /** One request; the exchange gives the body, already decompressed, and takes the answer. */
  non-sealed interface Http extends Protocol {
    /** Where it is served, such as {@code /api/put}. */
    String path();

    /** Answers one request. Called by many threads at once. */
    void handle(Exchange exchange, Sink sink) throws IOException;
  }
}
