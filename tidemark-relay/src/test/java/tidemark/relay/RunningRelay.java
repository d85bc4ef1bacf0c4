package tidemark.relay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/** The relay's command in a thread of the test, with signals that the test sends. */
final class RunningRelay {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Thread thread;
  private volatile Runnable reload;
  private volatile Runnable debug;
  private volatile Runnable stop;
  private volatile int status = -1;

  private RunningRelay(List<String> args, String input) {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1));
    Signals signals =
        new Signals() {
          @Override
          public void onReload(Runnable action) {
            reload = action;
          }

          @Override
          public void onDebug(Runnable action) {
            debug = action;
          }

          @Override
          public void onStop(Runnable action) {
            stop = action;
          }
        };
    RelayCommand command =
        new RelayCommand(
            in,
            stream(out),
            stream(err),
            "test",
            InstantSource.system(),
            new Random(args.hashCode()),
            signals);
    thread = Thread.ofPlatform().unstarted(() -> status = command.run(args));
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.ISO_8859_1);
  }

  /** Starts it and waits until it listens or has ended. */
  static RunningRelay start(List<String> args, String input) throws InterruptedException {
    RunningRelay relay = new RunningRelay(args, input);
    relay.thread.start();
    while (relay.stop == null && relay.thread.isAlive()) {
      Thread.sleep(5);
    }
    return relay;
  }

  /** As SIGUSR1 does. */
  void toggleDebug() {
    debug.run();
  }

  void reload() {
    reload.run();
  }

  /** Stops it as SIGTERM does, and waits for its end. */
  int stop() throws InterruptedException {
    if (stop != null) {
      stop.run();
    }
    thread.join();
    return status;
  }

  String out() {
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  String err() {
    return err.toString(StandardCharsets.ISO_8859_1);
  }
}
