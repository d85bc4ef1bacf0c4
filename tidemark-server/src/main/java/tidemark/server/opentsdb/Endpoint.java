package tidemark.server.opentsdb;

/** Answers the requests to one path. Stateless or thread-safe. */
@FunctionalInterface
interface Endpoint {
  /**
   * The answer.
   *
   * @throws ApiException what the client is told instead
   */
  Answer answer(Call call);
}
