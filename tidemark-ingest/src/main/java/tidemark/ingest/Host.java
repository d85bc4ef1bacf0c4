package tidemark.ingest;

/** What a door asks of the process around it. Thread-safe. */
public interface Host {
  /** Returns when all that was accepted before is on stable storage. */
  void sync();

  /** The version, as shown to people: {@code 0.1.0}. */
  String version();

  /** The revision of the sources it was built from, short, as shown to people. */
  String revision();

  /** When it was built, as shown to people: {@code 2026/11/24 15:00:00 +0000}. */
  String builtOn();

  /**
   * Where the HTTP API listens, for those who knock at the wrong door: {@code
   * http://127.0.0.1:8080}.
   */
  String httpAddress();
}
