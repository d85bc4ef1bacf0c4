package tidemark.relay.send;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How servers are treated (contracts/relay.md 3).
 *
 * @param queue lines that wait for a server at most, {@code -q}
 * @param batch lines taken at once, {@code -b}; of a queue with less room than this siblings help
 * @param stalls how often a full queue may stop its readers until it has room again, {@code -L}
 * @param timeoutMillis for connecting, {@code -T}
 * @param certificates a file or folder of those who may sign a server's certificate, {@code -C}
 * @param socketBuffer in bytes, 0 for the system's, {@code -U}
 * @param local what takes the lines of the cluster {@code local}, if there is one
 * @param spooling where queues are on disk; null: in memory, as the original's
 */
public record SendOptions(
    int queue,
    int batch,
    int stalls,
    int timeoutMillis,
    @Nullable Path certificates,
    int socketBuffer,
    @Nullable Spooling spooling,
    @Nullable Local local) {
  /** The process around the relay, as a server. */
  public interface Local {
    /**
     * Takes whole lines. Called by one thread; what it throws is answered by another try.
     *
     * @throws IOException if it cannot take them now
     */
    void take(byte[] bytes, int from, int to) throws IOException;
  }

  /**
   * Queues on disk.
   *
   * @param folder a folder for each server is made in it
   * @param bytes for each server
   * @param replayRate bytes a second at which what has waited for a dead server is sent; 0: as fast
   *     as it takes them
   */
  public record Spooling(Path folder, long bytes, long replayRate) {}

  /** The original's defaults. */
  public static final SendOptions DEFAULT =
      new SendOptions(25_000, 2_500, 4, 600, null, 0, null, null);
}
