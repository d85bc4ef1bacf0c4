package tidemark.server;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import tidemark.server.config.Engines;
import tidemark.storage.EngineContext;
import tidemark.storage.StorageException;
import tidemark.storage.local.LocalStorage;
import tidemark.storage.local.disk.RealDisk;

/**
 * The server as users start it, but for a disk that brings it to a halt at a chosen call: it says
 * so on standard output and waits there for the kill -9 of the process that watches it. So a kill
 * hits between two bytes of a frame, or between log and head, which take microseconds.
 *
 * <pre>DoomedServer AIM SEED serve ...</pre>
 */
final class DoomedServer {
  /** Begins the line that tells where the process stands still. */
  static final String STANDS = "stands ";

  private DoomedServer() {}

  public static void main(String[] args) {
    Doom doom = new Doom(CrashAim.valueOf(args[0]), new Random(Long.parseLong(args[1])));
    System.exit(
        Tidemark.run(
            name ->
                new Engines.Engine(
                    name,
                    (config, context) -> LocalStorage.open(config, context, disk(context, doom)),
                    LocalStorage.KEYS),
            Arrays.copyOfRange(args, 2, args.length)));
  }

  private static DoomedDisk disk(EngineContext context, Doom doom) {
    try {
      return new DoomedDisk(new RealDisk(context.directory()), doom);
    } catch (IOException e) {
      throw new StorageException(StorageException.Reason.UNAVAILABLE, "no disk", e);
    }
  }

  /** Tells the killer, and goes no further. */
  static void stand(String where) {
    System.out.println(STANDS + where);
    System.out.flush();
    while (true) {
      LockSupport.park();
    }
  }
}
