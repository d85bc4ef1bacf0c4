package tidemark.relay;

import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/** The relay's command as a process that knows no signals but those that end it. */
final class RelayMain {
  private RelayMain() {}

  public static void main(String[] args) {
    Signals none =
        new Signals() {
          @Override
          public void onReload(Runnable reload) {}

          @Override
          public void onDebug(Runnable toggle) {}

          @Override
          public void onStop(Runnable stop) {}
        };
    RelayCommand command =
        new RelayCommand(
            System.in, System.out, System.err, "test", InstantSource.system(), new Random(), none);
    System.exit(command.run(List.of(args)));
  }
}
