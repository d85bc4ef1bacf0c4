package tidemark.ingest;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** One HTTP request and its answer, whatever server carries it. Used by one thread. */
public interface Exchange {
  /** The method, in upper case. */
  String method();

  /**
   * The first value of a query parameter, decoded; empty when it came without one, null when
   * absent.
   */
  @Nullable String query(String name);

  /**
   * The body, decompressed; empty when there is none. Reading it throws {@link
   * tidemark.model.InvalidInputException} when it is longer than the server allows.
   */
  InputStream body() throws IOException;

  /** Sends the answer, once. The body is the exchange's from here on. */
  void respond(int status, String contentType, byte[] body) throws IOException;
}
