package tidemark.relay;

/** How a process is told to reload or stop. */
public interface Signals {
  /** Calls back at each SIGHUP. */
  void onReload(Runnable reload);

  /** Calls back at SIGTERM, SIGINT or SIGQUIT. */
  void onStop(Runnable stop);
}
