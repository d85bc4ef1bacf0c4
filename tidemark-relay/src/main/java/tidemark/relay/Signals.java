package tidemark.relay;

/** How a process is told to reload, to say more or to stop. */
public interface Signals {
  /** Calls back at each SIGHUP. */
  void onReload(Runnable reload);

  /** Calls back at each SIGUSR1. */
  void onDebug(Runnable toggle);

  /** Calls back at SIGTERM, SIGINT or SIGQUIT. */
  void onStop(Runnable stop);
}
